import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../lib/ids.ts'
import { runCommand } from '../lib/run-command.ts'
import { parsePublicKey } from './public-key.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-key-'))
})
afterAll(() => rm(directory, { recursive: true }))

async function makeKey(type: string, bits: string): Promise<{ publicKey: string; fingerprint: string; privateKey: string }> {
  const file = join(directory, newId('k', 8))
  await runCommand('ssh-keygen', ['-q', '-t', type, '-b', bits, '-N', '', '-C', 'berta@laptop', '-f', file])
  const fingerprint = (await runCommand('ssh-keygen', ['-l', '-f', `${file}.pub`])).split(' ')[1] ?? ''
  return { publicKey: await readFile(`${file}.pub`, 'utf8'), privateKey: await readFile(file, 'utf8'), fingerprint }
}

describe('keys as ssh-keygen makes them', () => {
  it.each([
    ['ed25519', '256', 'ssh-ed25519'],
    ['ecdsa', '256', 'ecdsa-sha2-nistp256'],
    ['ecdsa', '521', 'ecdsa-sha2-nistp521'],
    ['rsa', '3072', 'ssh-rsa'],
  ])('of type %s with %s bits are taken, with the fingerprint that ssh-keygen prints', async (type, bits, name) => {
    const { publicKey, fingerprint } = await makeKey(type, bits)
    const parsed = parsePublicKey(publicKey)
    expect(parsed).toMatchObject({ type: name, fingerprint, comment: 'berta@laptop' })
    expect(parsed.publicKey).toBe(publicKey.split(' ').slice(0, 2).join(' '))
  })

  it('are refused when they are short', async () => {
    const { publicKey } = await makeKey('rsa', '2048')
    expect(() => parsePublicKey(publicKey)).toThrow(
      expect.objectContaining({ code: 'key_weak', message: expect.stringContaining('2048 bits') }),
    )
  })

  it('are refused when they are the private ones, without repeating them', async () => {
    const { privateKey } = await makeKey('ed25519', '256')
    const secret = privateKey.split('\n')[1] ?? ''
    expect(() => parsePublicKey(privateKey)).toThrow(expect.objectContaining({ message: expect.not.stringContaining(secret) }))
    expect(() => parsePublicKey(privateKey)).toThrow('private key')
  })

  it('are refused when they are cut off, or more than one', async () => {
    const { publicKey } = await makeKey('ecdsa', '384')
    expect(() => parsePublicKey(publicKey.slice(0, 60))).toThrow('damaged')
    expect(() => parsePublicKey(`${publicKey}${publicKey}`)).toThrow('one line')
    expect(() => parsePublicKey(publicKey.replace('nistp384', 'nistp256'))).toThrow('damaged')
  })
})

it.each([
  ['ssh-dss AAAAB3NzaC1kc3MAAACB', 'key_weak'],
  ['sk-ssh-ed25519@openssh.com AAAA', 'invalid_input'],
  ['ssh-ed25519', 'invalid_input'],
  ['nonsense', 'invalid_input'],
  ['', 'invalid_input'],
  ['no-pty,command="x" ssh-ed25519 AAAA', 'invalid_input'],
])('refuses %j', (text, code) => {
  expect(() => parsePublicKey(text)).toThrow(expect.objectContaining({ code }))
})
