import { describe, expect, it } from 'vitest'
import { isForeign } from './origin.ts'
import { aRoute } from './test-routes.ts'

const route = aRoute('one', { hosts: ['one.localhost', 'study.example.edu'] })
const post = (headers: Record<string, string>): boolean => isForeign({ method: 'POST', isUpgrade: false, headers }, route)
const upgrade = (headers: Record<string, string>): boolean => isForeign({ method: 'GET', isUpgrade: true, headers }, route)

describe.each([
  ['a form', post],
  ['a WebSocket', upgrade],
])('%s', (_, ask) => {
  it.each([
    'http://two.localhost:8000',
    'http://localhost:8000',
    'https://one.localhost:8000',
    'http://one.localhost',
    'http://one.localhost:8000.evil.example',
    'null',
    '',
  ])('of the origin %s is foreign', (origin) => expect(ask({ origin })).toBe(true))

  it.each(['http://one.localhost:8000', 'http://study.example.edu:8000'])('of the origin %s is its own', (origin) =>
    expect(ask({ origin })).toBe(false),
  )
  it('of a program, which names no origin, is welcome', () => expect(ask({})).toBe(false))
  it.each(['cross-site', 'same-site'])('that the browser calls %s is foreign, even if it names no origin', (site) =>
    expect(ask({ 'sec-fetch-site': site })).toBe(true),
  )
  it('of a page that hides where it is, is its own if the browser says so', () =>
    expect(ask({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(false))
})

it.each(['GET', 'HEAD', 'OPTIONS'])('a link from anywhere may lead here (%s)', (method) =>
  expect(
    isForeign({ method, isUpgrade: false, headers: { origin: 'https://prolific.example', 'sec-fetch-site': 'cross-site' } }, route),
  ).toBe(false),
)
