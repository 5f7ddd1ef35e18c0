import { expect, it } from 'vitest'
import { findAdminPasswordFault } from './admin-password.ts'

it.each(['correct horse battery', 'grüße aus köln', 'abcdefghij'])('takes %s', (password) =>
  expect(findAdminPasswordFault(password, 'otree1')).toBeUndefined(),
)

it.each([
  ['short', 'too short'],
  ['x'.repeat(201), 'too long'],
  ['with a\nline break', 'cannot be typed'],
  ['ends with NUL\0', 'cannot be typed'],
  [' spaces around it ', 'begins or ends with a space'],
  ['abababababab', 'same few characters'],
  ['my-auction-1', 'name of the instance'],
  ['adminOTREE12', 'name of the instance'],
])('refuses %j', (password, why) => expect(findAdminPasswordFault(password, 'my-auction')).toContain(why))
