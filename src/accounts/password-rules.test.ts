import { expect, it } from 'vitest'
import { assertPassword } from './password-rules.ts'

const anna = { username: 'anna.maria', name: 'Anna-Maria Königsberger', email: 'a.koenigsberger@example.org' }

it.each(
  ['correct horse battery', 'ten chars!', 'abcd'.repeat(64), 'anna is my name', 'thisisfine', 'straße nach süden', 'jx3kd9q0'].map(
    (password) => [password.padEnd(10, '~')],
  ),
)('takes %j', async (password) => {
  await expect(assertPassword(password, anna)).resolves.toBeUndefined()
})

it.each([
  ['', 'too short'],
  ['nine char', 'at least 10 characters'],
  ['x'.repeat(257), 'too long'],
  ['aaaaaaaaaaaa', 'repeats the same few characters'],
  ['121212121212', 'repeats the same few characters'],
  ['Anna.Maria2026', 'little more than the username'],
  ['Königsberger1', 'little more than your name'],
  ['anna-maria königsberger', 'little more than your name'],
  ['königsberger.anna-maria', 'little more than your name'],
  ['A.Koenigsberger', 'little more than the e-mail address'],
  ['a.koenigsberger@example.org', 'little more than the e-mail address'],
  ['1qaz2wsx3edc', 'one of the most common'],
  ['Basketball', 'one of the most common'],
  ['Manchester2026!', 'a common one with something'],
  ['!!dragon!!1999', 'a common one with something'],
])('refuses %j', async (password, sentence) => {
  await expect(assertPassword(password, anna)).rejects.toThrow(sentence)
})

it('names the field of the form, and says nothing of the password itself', async () => {
  const refused: unknown = await assertPassword('Manchester1999', anna, 'next').catch((error: unknown) => error)
  const issues = [{ path: 'next', message: expect.stringContaining('common one') }]
  expect(refused).toMatchObject({ code: 'invalid_input', facts: { issues } })
  expect(JSON.stringify(refused) + String(refused)).not.toMatch(/manchester/i)
})
