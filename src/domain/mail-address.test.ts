import { describe, expect, it } from 'vitest'
import { isMailAddress, toMailAddress, toOneLine } from './mail-address.ts'

describe('an e-mail address', () => {
  it.each(['berta@example.org', 'b.o+x@sub.example.org', "o'neil@example.org", 'grüße@exämple.de'])('may be %s', (text) => {
    expect(isMailAddress(text)).toBe(true)
  })

  it.each([
    'berta',
    '@example.org',
    'berta@',
    'a@b@c.org',
    'a@example.org,b@example.org',
    '<a@example.org>',
    'a b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    'a@example.org\u2028x',
    '"a"@example.org',
    'a@example.org>RCPT TO:<b@example.org',
  ])('is not %j', (text) => {
    expect(isMailAddress(text)).toBe(false)
  })
})

it('a mailbox has a name before the address, or none', () => {
  expect(toMailAddress('"oTree lab" <lab@example.edu>')).toEqual({ name: 'oTree lab', address: 'lab@example.edu' })
  expect(toMailAddress(' lab@example.edu ')).toEqual({ name: '', address: 'lab@example.edu' })
  expect(toMailAddress('Lab <lab@example.edu> <x@example.edu>')).toBeUndefined()
})

it('what would begin another line becomes a space', () => {
  expect(toOneLine('Berta\r\nBcc: all@example.org\u2028\0 Beispiel')).toBe('Berta Bcc: all@example.org Beispiel')
})
