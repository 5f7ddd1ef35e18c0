import { describe, expect, it } from 'vitest'
import type { MetricsPoint } from '../../../src/domain/metrics.ts'
import { isAlone, isMeasured, summarise } from './charts-of.ts'

const nothing = { requestsPerMinute: null, errors: null, p50Ms: null, p95Ms: null, cpuPercent: null, memoryMib: null }
const points = (...values: readonly (number | null)[]): MetricsPoint[] =>
  values.map((participants, index) => ({ ...nothing, at: new Date(index * 30_000).toISOString(), participants }))

describe('a chart is told in words', () => {
  it('by its last value and its largest', () => {
    expect(summarise(points(3, 12, 8), 'participants')).toEqual({ last: 8, most: 12 })
  })

  it('which are not known where nothing was measured', () => {
    expect(summarise(points(3, 12, null), 'participants')).toEqual({ last: null, most: 12 })
    expect(summarise(points(null, null), 'participants')).toEqual({ last: null, most: null })
    expect(summarise([], 'participants')).toEqual({ last: null, most: null })
  })
})

it('a value between two gaps is alone, others are not', () => {
  const shown = points(1, null, 2, null, 3, 4)
  expect(shown.map((_, index) => isAlone(shown, index, 'participants'))).toEqual([true, false, true, false, false, false])
})

it('a step is measured when it has a value, also when that is 0', () => {
  expect(points(null, 0, 3).map(isMeasured)).toEqual([false, true, true])
})
