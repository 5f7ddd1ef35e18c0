import { describe, expect, it } from 'vitest'
import { toTicks } from './ticks.ts'

/** Points from a local time on. */
const every = (seconds: number, count: number, [hours, minutes]: readonly [number, number]) =>
  Array.from({ length: count }, (_, index) => ({ at: new Date(2026, 10, 2, hours, minutes, index * seconds).toISOString() }))
const labels = (...given: Parameters<typeof toTicks>) => toTicks(...given).map(({ label }) => label)

describe('the times below a chart', () => {
  it('are the tens of minutes of an hour', () => {
    expect(labels(every(30, 121, [9, 26]), 'hour', 'en-GB')).toEqual(['09:30', '09:40', '09:50', '10:00', '10:10', '10:20'])
  })

  it('are every third full hour of a day', () => {
    expect(labels(every(900, 40, [10, 15]), 'day', 'en-GB')).toEqual(['12:00', '15:00', '18:00'])
  })

  it('are the days of a week, as they begin where the reader is', () => {
    const points = every(7200, 36, [10, 0])
    expect(labels(points, 'week', 'en-GB')).toEqual(['Tue 3', 'Wed 4', 'Thu 5'])
    for (const { at } of toTicks(points, 'week')) expect(new Date(at).getHours()).toBe(0)
  })

  it('stand at the next point there is when something is missing, and none without points', () => {
    const [first, , , later] = every(400, 4, [9, 55])
    expect(toTicks([first, later] as { at: string }[], 'hour', 'en-GB')).toEqual([{ at: later?.at, label: '10:15' }])
    expect(toTicks([], 'hour')).toEqual([])
  })
})
