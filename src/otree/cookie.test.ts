import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAdminCookie, isSignedCookie, isWellFormedCookie, maxAgeSeconds, mintAdminCookie, toCookieKey } from './cookie.ts'

const key = toCookieKey('a constant from git', 'long and random')
const otherKey = toCookieKey('a constant from git', 'another password')

describe('an admin cookie of our own', () => {
  it('is one of oTree’s admin', () => expect(isAdminCookie(key, mintAdminCookie(key))).toBe(true))

  it('is worth nothing at another instance', () => expect(isAdminCookie(otherKey, mintAdminCookie(key))).toBe(false))

  it('ends after fourteen days', () => {
    const cookie = mintAdminCookie(key, { now: 1_000_000 })
    expect(isAdminCookie(key, cookie, 1_000_000 + maxAgeSeconds * 1000)).toBe(true)
    expect(isAdminCookie(key, cookie, 1_002_000 + maxAgeSeconds * 1000)).toBe(false)
  })

  it('does not survive the change of a single character', () => {
    const cookie = mintAdminCookie(key)
    fc.assert(
      fc.property(fc.nat(cookie.length - 2), fc.constantFrom('A', 'z', '.', '-'), (at, letter) => {
        fc.pre(cookie[at] !== letter)
        expect(isAdminCookie(key, cookie.slice(0, at) + letter + cookie.slice(at + 1))).toBe(false)
      }),
    )
  })
})

it('a participant’s signed cookie is signed, and no admin’s', () => {
  const admin = mintAdminCookie(key)
  expect(isSignedCookie(key, admin)).toBe(true)
  expect(isSignedCookie(otherKey, admin)).toBe(false)
})

it('tells values that make oTree answer 500 from those that it can read', () => {
  for (const broken of ['', 'abc', 'a.b', '.b.c', 'a..c', 'a.b.', 'a b.c.d', 'a.b.c;d', '"a.b.c"'])
    expect(isWellFormedCookie(broken)).toBe(false)
  for (const readable of ['a.b.c', mintAdminCookie(key)]) expect(isWellFormedCookie(readable)).toBe(true)
})

it('never throws, whatever a browser sends', () => {
  fc.assert(fc.property(fc.string(), (text) => void expect(isAdminCookie(key, text)).toBe(false)))
})
