import { expect, it } from 'vitest'
import { SignInDelay } from './sign-in-delay.ts'

function fail(delay: SignInDelay, times: number): void {
  for (let attempt = 0; attempt < times; attempt++) delay.begin('anna')
}

it('lets people mistype, then makes them wait longer and longer, five minutes at most', () => {
  let now = 0
  const delay = new SignInDelay({ now: () => now })
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
  const delay = new SignInDelay({ now: () => 0 })
  fail(delay, 6)
  delay.begin('berta')
  delay.succeed('anna')
  expect(() => fail(delay, 6)).not.toThrow()
})

it('says in seconds when the next attempt may come', () => {
  const delay = new SignInDelay({ now: () => 0 })
  fail(delay, 6)
  expect(() => delay.begin('anna')).toThrow(expect.objectContaining({ code: 'too_many_attempts', facts: { retryAfterSeconds: 1 } }))
})

it('remembers what was tried often, however many names somebody invents, and forgets the least tried', () => {
  const delay = new SignInDelay({ now: () => 0, most: 100 })
  fail(delay, 6)
  for (let name = 0; name < 1000; name++) for (let attempt = 0; attempt < 5; attempt++) delay.begin(`invented-${name}`)
  expect(() => delay.begin('anna')).toThrow('Wait 1 seconds')
  for (let attempt = 0; attempt < 6; attempt++) delay.begin('invented-0') // which was forgotten
  expect(() => delay.begin('invented-0')).toThrow('Wait 1 seconds')
})

it('remembers all of those of whom there are only so many', () => {
  const delay = new SignInDelay({ now: () => 0 })
  fail(delay, 6)
  for (let name = 0; name < 11_000; name++) for (let attempt = 0; attempt < 6; attempt++) delay.begin(`berta-${name}`)
  expect(() => delay.begin('anna')).toThrow('Wait 1 seconds')
})

it('does not count an attempt of which nobody looked at the password', async () => {
  let now = 0
  const delay = new SignInDelay({ now: () => now })
  const refused = () => delay.attempt('anna', () => Promise.reject(new Error('Too many people.')))
  for (let attempt = 0; attempt < 20; attempt++) await expect(refused()).rejects.toThrow('Too many people')
  fail(delay, 5)
  for (let attempt = 0; attempt < 20; attempt++) await expect(refused()).rejects.toThrow('Too many people')
  expect(await delay.attempt('anna', async () => 'looked')).toBe('looked')
  now += 1000
  await expect(refused()).rejects.toThrow('Too many people')
  fail(delay, 1)
  expect(() => delay.begin('anna')).toThrow('Wait 2 seconds')
})

it('keeps what others began meanwhile when an attempt is taken back', () => {
  const delay = new SignInDelay({ now: () => 0 })
  const takeBack = delay.begin('anna')
  fail(delay, 5)
  takeBack()
  expect(() => delay.begin('anna')).toThrow('Wait 1 seconds')
})
