import { expect, it } from 'vitest'
import { toValueTicks } from './value-ticks.ts'

it.each([
  [0, 'count', [0, 1]],
  [1, 'count', [0, 1]],
  [2.1, 'count', [0, 1, 2, 3]],
  [7, 'count', [0, 2, 4, 6, 8]],
  [37, 'count', [0, 10, 20, 30, 40]],
  [0.4, 'amount', [0, 1]],
  [1340, 'amount', [0, 500, 1000, 1500]],
  [9.2, 'percent', [0, 5, 10]],
  [84, 'percent', [0, 25, 50, 75, 100]],
  [100, 'percent', [0, 25, 50, 75, 100]],
  [103, 'percent', [0, 25, 50, 75, 100]],
  [180, 'percent', [0, 50, 100, 150, 200]],
  [0, 'mebibytes', [0, 1]],
  [310, 'mebibytes', [0, 128, 256, 384]],
  [1800, 'mebibytes', [0, 512, 1024, 1536, 2048]],
  [16_000, 'mebibytes', [0, 4096, 8192, 12_288, 16_384]],
] as const)('a largest value of %d as %s has round ticks up to it', (max, kind, ticks) => {
  expect(toValueTicks(max, kind)).toEqual(ticks)
})

it('ticks are few, whole, and reach the largest value', () => {
  for (let max = 0.3; max < 1e6; max *= 1.37) {
    for (const kind of ['count', 'percent', 'mebibytes', 'amount'] as const) {
      const ticks = toValueTicks(max, kind)
      expect(ticks.length, `${max} ${kind}`).toBeLessThanOrEqual(5)
      expect(ticks.every(Number.isInteger)).toBe(true)
      expect((ticks.at(-1) ?? 0) * (kind === 'percent' ? 1.05 : 1)).toBeGreaterThanOrEqual(max)
    }
  }
})
