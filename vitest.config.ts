import { defineConfig } from 'vitest/config'

/** `unit` runs in parallel and in seconds; `real` starts real servers and much waits for them: two files at a time. */
export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 180_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'web/**/*.test.ts', 'test/structure/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: ['**/*.real.test.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'real', include: ['src/**/*.real.test.ts', 'web/**/*.real.test.ts', 'test/e2e/*.test.ts'], maxWorkers: 2 },
      },
    ],
  },
})
