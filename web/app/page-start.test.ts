import { expect, it } from 'vitest'
import { takePageStart, toPageStart } from './page-start.ts'

const written = {
  token: 'abc',
  expiresAt: '2026-11-23T10:00:00Z',
  setupNeeded: false,
  build: 'b',
  nonce: 'n',
  encrypted: false,
  mail: true,
  language: 'de',
}

it('reads what the manager wrote into the page', () => {
  expect(toPageStart(JSON.stringify(written))).toEqual(written)
})

it.each(['', 'null', '5', '[]', '<!-- -->'])('takes %j as nobody signed in', (text) => {
  expect(toPageStart(text)).toMatchObject({ token: null, setupNeeded: false, language: null })
})

it('leaves the token nowhere in the page', () => {
  let removed = false
  const element = { textContent: JSON.stringify(written), remove: () => (removed = true) }
  const page = { getElementById: () => element } as unknown as Document
  expect(takePageStart(page).token).toBe('abc')
  expect(removed).toBe(true)
})
