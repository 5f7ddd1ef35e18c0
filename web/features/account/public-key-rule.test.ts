import { expect, it } from 'vitest'
import { m } from '../../i18n/messages.ts'
import { publicKeyRule, toKeyComment } from './public-key-rule.ts'

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB1abc'

it.each([key, `${key} berta@laptop`, ` ${key}\n`, 'ecdsa-sha2-nistp256 AAAA= x', 'ssh-rsa AAAA'])('accepts %j', (text) => {
  expect(publicKeyRule(text)).toBeNull()
})

const putty = `---- BEGIN SSH2 PUBLIC KEY ----\nComment: "berta@laptop"\nAAAA\n---- END SSH2 PUBLIC KEY ----`

it("leaves PuTTYgen's form, and others, to the server", () => {
  expect(publicKeyRule(putty)).toBeNull()
  expect(publicKeyRule('-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----')).toBeNull()
  expect(toKeyComment(putty)).toBe('berta@laptop')
})

it('warns of a private key before it leaves the computer', () => {
  expect(publicKeyRule('PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none')).toBe(m.account.publicKeyPrivate)
  expect(publicKeyRule('-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----')).toBe(m.account.publicKeyPrivate)
})

it.each(['hello', 'ssh-ed25519', 'SHA256:abc', `${key}\n${key}`])('says what a public key is for %j', (text) => {
  expect(publicKeyRule(text)).toBe(m.account.publicKeyBad)
})

it('proposes the comment as the name of the key', () => {
  expect(toKeyComment(`${key} berta blum@laptop`)).toBe('berta blum@laptop')
  expect(toKeyComment(key)).toBe('')
})
