import { readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'

const configuration = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')

/** Each violation as `rule: from → to`. */
async function findViolations(baseDir: string, folders: string[]): Promise<{ modules: number; violations: string[] }> {
  const { output } = await cruise(folders, {
    ...configuration.options,
    baseDir,
    validate: true,
    ruleSet: { forbidden: configuration.forbidden },
  })
  const { modules, summary } = output as ICruiseResult
  return { modules: modules.length, violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`) }
}

it('imports point inward, and none go round in a circle', async () => {
  const { modules, violations } = await findViolations(resourcePath(), ['src', 'web'])
  expect(modules).toBeGreaterThan(50) // a cruiser that sees nothing finds nothing
  expect(violations).toEqual([])
})

it('finds a planted arrow and a planted circle', async () => {
  const { violations } = await findViolations(resourcePath('test/structure/planted'), ['src'])
  expect(violations).toContain('arrows-of-domain: src/domain/planted.ts → src/actions/planted.ts')
  expect(violations).toContainEqual(expect.stringMatching(/^no-circular: /))
})

it('knows the arrows of every folder below src', async () => {
  const entries = await readdir(resourcePath('src'), { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  expect(folders.filter((folder) => !configuration.folders.includes(folder))).toEqual([])
})
