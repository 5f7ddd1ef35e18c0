import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mintAdminCookie, toCookieKey } from '../otree/cookie.ts'
import { findSession, toBrowserSetCookie, toUpstreamCookies } from './cookies.ts'
import { aRoute } from './test-routes.ts'

const key = toCookieKey('secret', 'password')
const route = aRoute('one', { cookieKey: key })
const secureRoute = aRoute('one', { origin: 'https://one.example.edu' })

describe('towards oTree', () => {
  it('its own cookie gets its own name back', () => expect(toUpstreamCookies('otm-ione=a.b.c', route)).toBe('session=a.b.c'))

  it.each([
    'session=a.b.c',
    'otm-itwo=a.b.c',
    'better-auth.session_token=x',
    '__Host-otm=x',
    'otm=x',
    'otm-known=x',
    '__Secure-better-auth.x=1',
    'OTM-x=1',
    'otm-ione=broken',
    'otm-ione=',
    '',
  ])('%s does not get through', (header) => expect(toUpstreamCookies(header, route)).toBeUndefined())

  it('cookies of the experiment’s own scripts get through', () => {
    expect(toUpstreamCookies('consent=yes; otm-itwo=a.b.c; sessionid=7; otm-ione=a.b.c; flag', route)).toBe(
      'consent=yes; sessionid=7; flag; session=a.b.c',
    )
  })

  it('a planted second cookie does not displace the signed one', () => {
    const real = mintAdminCookie(key)
    expect(toUpstreamCookies(`otm-ione=evil.evil.evil; otm-ione=${real}`, route)).toBe(`session=${real}`)
    expect(findSession(`otm-ione=evil.evil.evil; otm-ione=${real}`, route)).toBe(real)
  })

  it('of hundreds of them the first few are looked at', () => {
    const real = mintAdminCookie(key)
    const planted = (count: number) => Array.from({ length: count }, () => 'otm-ione=evil.evil.evil')
    expect(findSession([...planted(15), `otm-ione=${real}`].join('; '), route)).toBe(real)
    expect(findSession([...planted(1_900), `otm-ione=${real}`].join('; '), route)).toBe('evil.evil.evil')
  })

  it('never more than one `session`, and only a readable one, whatever the browser sends', () => {
    const pair = fc
      .tuple(fc.constantFrom('session', 'otm-ione', 'otm-itwo', ' session', 'Session', 'x'), fc.string({ maxLength: 9 }))
      .map(([name, value]) => `${name}=${value}`)
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 6 }), (pairs) => {
        const sent = (toUpstreamCookies(pairs.join(';'), route) ?? '').split('; ').filter((text) => /^\s*session\s*=/i.test(text))
        expect(sent.length).toBeLessThan(2)
        for (const text of sent) expect(text).toMatch(/^session=[^.]+\.[^.]+\.[^.]+$/)
      }),
    )
  })
})

describe('towards the browser', () => {
  it('oTree’s cookie gets the instance’s name', () => {
    expect(toBrowserSetCookie('session=a.b.c; path=/; Max-Age=1209600; httponly; samesite=lax', route)).toBe(
      'otm-ione=a.b.c; path=/; Max-Age=1209600; httponly; samesite=lax',
    )
  })

  it('is marked as secure once where the address is', () => {
    expect(toBrowserSetCookie('session=a.b.c; path=/', secureRoute)).toBe('otm-ione=a.b.c; path=/; Secure')
    expect(toBrowserSetCookie('session=a.b.c; secure', secureRoute)).toBe('otm-ione=a.b.c; secure')
  })

  it('belongs to no other host', () => {
    expect(toBrowserSetCookie('session=a.b.c; Domain=example.edu; path=/', route)).toBe('otm-ione=a.b.c; path=/')
    expect(toBrowserSetCookie('theme=dark; domain=.example.edu', route)).toBe('theme=dark')
  })

  it.each([
    'otm-itwo=a.b.c',
    'otm=planted',
    'OTM-x=1',
    '__Host-x=1',
    'better-auth.session_token=1',
    'Session=1',
    '=otm-itwo=1',
    'otm-itwo',
    '',
  ])('%s does not get through', (header) => expect(toBrowserSetCookie(header, route)).toBeUndefined())

  it('an experiment may set cookies of its own', () =>
    expect(toBrowserSetCookie('theme=dark; Path=/p; SameSite=Strict', route)).toBe('theme=dark; Path=/p; SameSite=Strict'))
})
