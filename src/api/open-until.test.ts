import { expect, it } from 'vitest'
import { checkOpenUntil } from './open-until.ts'

const now = Date.parse('2026-11-27T12:00:00Z')

it('takes a time that is to come, in UTC, and its end', () => {
  expect(checkOpenUntil('2026-12-24T23:59:59+01:00', now)).toBe('2026-12-24T22:59:59.000Z')
  expect(checkOpenUntil(null, now)).toBeNull()
})

it.each([
  ['2026-11-27T12:00:00Z', /^This day is over/],
  ['2036-01-01T00:00:00Z', /^A study can be open for three years at the most/],
])('declines %s', (wanted, words) => {
  expect(() => checkOpenUntil(wanted, now)).toThrow(
    expect.objectContaining({ code: 'invalid_input', message: expect.stringMatching(words) }),
  )
})
