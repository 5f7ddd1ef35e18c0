import { expect, it } from 'vitest'
import { knownBrowsers } from './known-browsers.ts'

const anna = { userId: 'anna', hash: 'h1' }
const toPair = (cookie: string): string => cookie.split(';')[0] ?? ''

it('knows a browser again by its cookie, for the person who was signed in there', () => {
  const browsers = knownBrowsers('key', 'http://localhost:8000')
  const cookie = browsers.remember(anna)
  expect(cookie).toMatch(/^otm-known=[\w-]+\.[\w-]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Strict$/)
  const header = `otm=x; ${toPair(cookie)}; other=1`
  expect(browsers.find(header, anna)).toMatch(/^[\w-]{32}$/)
  expect(browsers.find(header, { userId: 'berta', hash: 'h1' })).toBeUndefined()
  expect(browsers.find(header, { userId: 'anna', hash: 'of a new password' })).toBeUndefined()
  expect(knownBrowsers('another key', 'http://localhost:8000').find(header, anna)).toBeUndefined()
})

it('knows nobody by a forged cookie, or without one', () => {
  const browsers = knownBrowsers('key', 'http://localhost:8000')
  for (const header of [undefined, '', 'otm-known=', 'otm-known=a', 'otm-known=a.b', 'otm-known=.']) {
    expect(browsers.find(header, anna)).toBeUndefined()
  }
})

it('binds the cookie to the host when there is TLS', () => {
  expect(knownBrowsers('key', 'https://lab.example.org').remember(anna)).toMatch(
    /^__Host-otm-known=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  )
})
