import { expect, it } from 'vitest'
import { toHookScrubber } from './hook-secrets.ts'

it.each([
  ['https://hooks.example.edu/services/T0000/B00000000/XXXXsecret', 'no such hook: /services/T0000/B00000000/XXXXsecret'],
  ['https://chat.example.edu/hook?token=XXXXsecret', 'token=XXXXsecret is unknown'],
  ['https://robot:XXXXsecret@chat.example.edu/', 'XXXXsecret is wrong'],
  ['https://chat.example.edu/XXXX%20secret', 'XXXX%20secret, or XXXX secret'],
  ['https://chat.example.edu/100%/XXXXsecret', 'XXXXsecret'],
])('of %s nothing that is secret is left', (url, text) => {
  const scrubbed = toHookScrubber(new URL(url))(text)
  expect(scrubbed).toContain('…')
  expect(scrubbed).not.toContain('secret')
})

it('leaves ordinary words as they are', () => {
  expect(toHookScrubber(new URL('https://chat.example.edu/a/hook/XXXXsecret'))('a hook was a hook')).toBe('a hook was a hook')
})
