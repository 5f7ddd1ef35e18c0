import { expect, it } from 'vitest'
import { fewPerMinute } from './few-per-minute.ts'

it('says when there were too many within a minute, and begins anew with the next one', () => {
  let now = 60_000
  const isTooMuch = fewPerMinute(2, () => now)
  expect([isTooMuch(), isTooMuch(), isTooMuch()]).toEqual([false, false, true])
  now += 60_000
  expect([isTooMuch(), isTooMuch(), isTooMuch()]).toEqual([false, false, true])
})
