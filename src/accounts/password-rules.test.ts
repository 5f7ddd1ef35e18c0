import { expect, it } from 'vitest'
import { assertPassword } from './password-rules.ts'

it.each(['correct horse battery', 'ten chars!', 'x'.repeat(256), 'anna is my name'])('takes %j', (password) => {
  expect(() => assertPassword(password, 'anna')).not.toThrow()
})

it.each([
  ['', 'too short'],
  ['nine char', 'at least 10 characters'],
  ['x'.repeat(257), 'too long'],
  ['Anna.Maria2026', 'little more than the username'],
])('refuses %j', (password, sentence) => {
  expect(() => assertPassword(password, 'anna.maria')).toThrow(sentence)
})
