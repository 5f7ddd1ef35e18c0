import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Stories in the browser and on real machines take minutes, tests of one folder seconds: begun last, a long one would run alone. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}

const rank = ({ moduleId }: TestSpecification): number =>
  ['/web/accessibility', '/test/e2e/', '/web/', '/engines/', '/'].findIndex((part) => moduleId.includes(part))

/** `unit` and `unit-web` take every processor, also the one that vitest leaves free of itself; `real` starts real servers: two files at a time. */
export default defineConfig({
  test: {
    // as long as only what never comes runs into, also where ten things run at once
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          maxWorkers: '100%',
          include: ['src/**/*.test.ts', 'test/{structure,support}/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: ['**/*.real.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'unit-web',
          maxWorkers: '100%',
          include: ['web/**/*.test.ts'],
          exclude: ['**/*.real.test.ts'],
          // what pages show is read while they load
          setupFiles: 'web/testing/speak-english.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'real',
          include: ['src/**/*.real.test.ts', 'web/**/*.real.test.ts', 'test/e2e/*.test.ts', 'test/support/**/*.real.test.ts'],
          maxWorkers: 2,
          // what files share (test/support/docker) belongs to the run, and ends with it
          env: { OTM_TEST_RUN: String(process.pid) },
          globalSetup: ['scripts/test/build-first.mjs', 'test/support/docker/end-with-run.ts'],
        },
      },
    ],
  },
})
