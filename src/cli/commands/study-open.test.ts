import { expect, it } from 'vitest'
import { toEndOfDay } from './study-open.ts'

it('means the last second of the day, where the command is run', () => {
  const end = new Date(toEndOfDay('2026-12-24'))
  expect([end.getFullYear(), end.getMonth(), end.getDate(), end.getHours(), end.getSeconds()]).toEqual([2026, 11, 24, 23, 59])
})

it.each(['tomorrow', '2026-02-30', '24.12.2026', '2026-12-24T10:00', ''])('declines %j', (date) => {
  expect(() => toEndOfDay(date)).toThrow('is no day')
})
