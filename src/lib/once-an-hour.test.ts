import { expect, it } from 'vitest'
import { onceAnHour } from './once-an-hour.ts'

it('lets each key through once an hour, counted from when it was let through', () => {
  let now = 0
  const isFirst = onceAnHour(() => now)
  expect([isFirst('a'), isFirst('a'), isFirst('b')]).toEqual([true, false, true])
  now = 3_599_999
  expect(isFirst('a')).toBe(false)
  now = 3_600_000
  expect([isFirst('a'), isFirst('a')]).toEqual([true, false])
})

it('forgets the oldest when there are too many', () => {
  const isFirst = onceAnHour(() => 0)
  for (let index = 0; index <= 10_000; index++) isFirst(String(index))
  expect([isFirst('10000'), isFirst('1'), isFirst('0')]).toEqual([false, false, true])
})
