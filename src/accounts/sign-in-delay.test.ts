import { expect, it } from 'vitest'
import { SignInDelay } from './sign-in-delay.ts'

function fail(delay: SignInDelay, times: number): void {
  for (let attempt = 0; attempt < times; attempt++) delay.begin('anna')
}

it('lets people mistype, then makes them wait longer and longer, five minutes at most', () => {
  let now = 0
  const delay = new SignInDelay(() => now)
  fail(delay, 6)
  expect(() => delay.begin('Anna')).toThrow('Wait 1 seconds')
  now += 1000
  delay.begin('anna')
  expect(() => delay.begin('anna')).toThrow('Wait 2 seconds')
  for (let attempt = 0; attempt < 20; attempt++) {
    now += 5 * 60_000
    delay.begin('anna')
  }
  expect(() => delay.begin('anna')).toThrow('Wait 300 seconds')
})

it('makes nobody else wait, and forgets everything at the right password', () => {
  const delay = new SignInDelay(() => 0)
  fail(delay, 6)
  delay.begin('berta')
  delay.succeed('anna')
  expect(() => fail(delay, 6)).not.toThrow()
})

it('says in seconds when the next attempt may come', () => {
  const delay = new SignInDelay(() => 0)
  fail(delay, 6)
  expect(() => delay.begin('anna')).toThrow(expect.objectContaining({ code: 'too_many_attempts', facts: { retryAfterSeconds: 1 } }))
})
