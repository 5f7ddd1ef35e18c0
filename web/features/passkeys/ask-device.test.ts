import { expect, it } from 'vitest'
import { m } from '../../i18n/messages.ts'
import { toWords } from './ask-device.ts'

it.each([
  ['NotAllowedError', m.passkeys.cancelled],
  ['AbortError', m.passkeys.cancelled],
  ['InvalidStateError', m.passkeys.known],
  ['SecurityError', m.passkeys.otherAddress],
  ['NotSupportedError', m.passkeys.failed],
])('says what %s means', (name, words) => {
  expect(toWords(Object.assign(new Error('not for people'), { name }))).toBe(words)
})
