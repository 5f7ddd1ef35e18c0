import { expect, it } from 'vitest'
import limits from '../../.jscpd.json' with { type: 'json' }
import { findDuplicates } from './duplicates.ts'
import { readTrackedFiles } from './tracked-files.ts'

/** It computes all the time; on a machine that is busy otherwise that takes minutes. */
const longestMs = 600_000

it('hardly anything stands twice', { timeout: longestMs }, async () => {
  const files = await readTrackedFiles((path) => /^(src|web|bench|scripts|test)\/.*\.(ts|tsx|mjs)$/.test(path))
  const { clones, percent } = await findDuplicates(files, limits)
  expect(percent, clones.join('\n')).toBeLessThan(limits.maxDuplicatedPercent)
})

it('finds a planted duplicate', async () => {
  const body = Array.from({ length: 30 }, (_, line) => `  const value${line} = compute(input, ${line}) + other[${line}]`).join('\n')
  const files = ['one', 'two'].map((name) => ({ path: `${name}.ts`, text: `export function ${name}(input: number) {\n${body}\n}\n` }))
  expect((await findDuplicates(files, limits)).clones).toHaveLength(1)
})
