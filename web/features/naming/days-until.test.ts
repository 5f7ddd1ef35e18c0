import { expect, it } from 'vitest'
import { daysUntil } from './days-until.ts'

it.each([
  ['2026-12-27T10:00:00.000Z', 30],
  ['2026-11-27T10:00:01.000Z', 1],
  ['2026-11-26T10:00:00.000Z', 0],
])('until %s it is %i days', (iso, days) => {
  expect(daysUntil(iso, Date.parse('2026-11-27T10:00:00.000Z'))).toBe(days)
})
