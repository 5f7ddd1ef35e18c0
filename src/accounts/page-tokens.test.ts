import { expect, it } from 'vitest'
import { isPageToken, pageTokens } from './page-tokens.ts'

const session = { id: 'session1', username: 'anna', role: 'super-user' } as const

it('ends after ten minutes', () => {
  let now = 1_000_000
  const tokens = pageTokens('key', () => now)
  const { token, expiresAt } = tokens.issue(session)
  expect(isPageToken(token)).toBe(true)
  expect(new Date(expiresAt).getTime()).toBe(now + 600_000)
  now += 599_999
  expect(tokens.verify(token)).toBe('session1')
  now += 1
  expect(tokens.verify(token)).toBeUndefined()
})

it('cannot be made longer, or be made with another key', () => {
  const { token } = pageTokens('key', () => 0).issue(session)
  const longer = token.replace('~600000~', '~999999999999~')
  expect(longer).not.toBe(token)
  expect(pageTokens('key', () => 0).verify(longer)).toBeUndefined()
  expect(pageTokens('other key', () => 0).verify(token)).toBeUndefined()
  for (const nonsense of ['', 'otmp', 'otmp~~~', '~~~~', 'Bearer x']) expect(pageTokens('key').verify(nonsense)).toBeUndefined()
})
