import { expect, it } from 'vitest'
import { m } from '../../i18n/messages.ts'
import { usernameRule } from './username-rule.ts'

it.each(['berta', 'b.blum-2', 'anna_m'])('accepts %s', (text) => {
  expect(usernameRule(text)).toBeNull()
})

it.each(['Berta', 'bé', 'ab', '1abc', 'abc.'])('says what a username is made of for %s', (text) => {
  expect(usernameRule(text)).toBe(m.fields.usernameBad)
})

it('asks for one where there is none', () => {
  expect(usernameRule(' ')).toBe(m.common.required)
})
