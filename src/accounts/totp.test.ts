import { expect, it } from 'vitest'
import { findStep, newTotpSecret, toTotpUri } from './totp.ts'

/** Of RFC 6238, appendix B, their last six digits. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

it.each([
  [59, '287082', 1],
  [1111111109, '081804', 37037036],
  [1234567890, '005924', 41152263],
  [20000000000, '353130', 666666666],
])('agrees with the RFC at second %i', (second, code, step) => {
  expect(findStep(secret, code, second * 1000)).toBe(step)
})

it('takes a code half a minute early or late, and names its own step', () => {
  expect(findStep(secret, '287 082', 59_000 + 30_000)).toBe(1)
  expect(findStep(secret, '287082', 59_000 - 30_000)).toBe(1)
  expect(findStep(secret, '287082', 59_000 + 61_000)).toBeUndefined()
  for (const code of ['', '28708', '2870821', 'abcdef']) expect(findStep(secret, code, 59_000)).toBeUndefined()
})

it('makes secrets of 160 bits, and the address that apps scan', () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/)
  expect(newTotpSecret()).not.toBe(newTotpSecret())
  const uri = new URL(toTotpUri(secret, 'anna'))
  expect(uri.href).toMatch(/^otpauth:\/\/totp\/oTree%20Manager:anna\?/)
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({ issuer: 'oTree Manager', secret, digits: '6', period: '30' })
})
