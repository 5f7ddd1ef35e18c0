import { expect, it } from 'vitest'
import { toDay, toEndOfDay } from './days.ts'

it('means the end of a day, and finds it again', () => {
  const end = toEndOfDay('2026-12-24', 0) ?? ''
  expect(new Date(end).getHours()).toBe(23)
  expect(toDay(end)).toBe('2026-12-24')
})

it.each(['', '2026-13-45', 'tomorrow', '2020-01-01'])('has no end of %j', (day) => {
  expect(toEndOfDay(day, Date.parse('2026-11-27'))).toBeNull()
})
