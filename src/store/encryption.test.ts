import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Encryption, openEncryption } from './encryption.ts'

let directory: string
let encryption: Encryption
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-encryption-'))
  encryption = await openEncryption(join(directory, 'key'), { mayMakeKey: true })
})
afterAll(() => rm(directory, { recursive: true }))

describe('sealing', () => {
  it('gives back every text, and only for its purpose', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (text, purpose, other) => {
        const sealed = encryption.seal(text, purpose)
        expect(encryption.open(sealed, purpose)).toBe(text)
        if (other !== purpose) expect(() => encryption.open(sealed, other)).toThrow('was changed or damaged')
      }),
    )
  })

  it('never gives the same twice', () => {
    expect(encryption.seal('text', 'purpose')).not.toBe(encryption.seal('text', 'purpose'))
  })

  it('notices every changed byte', () => {
    const [version, keyId, nonce, content = ''] = encryption.seal('a secret text', 'purpose').split('.')
    const bytes = Buffer.from(content, 'base64url')
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index)
      expect(() => encryption.open([version, keyId, nonce, changed.toString('base64url')].join('.'), 'purpose')).toThrow('was changed')
    }
  })

  it.each(['', 'nonsense', 'v1', 'v2.a.b.c', 'v1.a.b.c'])('refuses "%s"', (sealed) => {
    expect(() => encryption.open(sealed, 'purpose')).toThrow('encrypted with another key')
  })
})

it('a damaged key file is refused', async () => {
  await writeFile(join(directory, 'short'), 'id:AAAA\n', { mode: 0o600 })
  await expect(openEncryption(join(directory, 'short'), { mayMakeKey: true })).rejects.toThrow('is damaged')
})
