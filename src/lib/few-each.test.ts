import { expect, it } from 'vitest'
import { fewEach } from './few-each.ts'

it('each has a few, and again when their time is over', () => {
  let now = 0
  const isTooMuch = fewEach({ limit: 2, perMs: 1000, now: () => now })
  expect(['a', 'a', 'a', 'b'].map(isTooMuch)).toEqual([false, false, true, false])
  now = 999
  expect(isTooMuch('a')).toBe(true)
  now = 1000
  expect(isTooMuch('a')).toBe(false)
})

it('forgets whoever was there longest ago, so that strangers do not fill the memory', () => {
  const isTooMuch = fewEach({ limit: 1, perMs: 1000, now: () => 0 })
  isTooMuch('first')
  for (let each = 0; each < 9_999; each++) isTooMuch(String(each))
  expect(isTooMuch('5')).toBe(true)
  isTooMuch('one more')
  expect(isTooMuch('first')).toBe(false)
})
