import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isManagerError } from '../domain/error.ts'
import { newId } from '../lib/ids.ts'
import { runCommand } from '../lib/run-command.ts'
import { findPublicKey, toDeployKeyFacts } from './keys.ts'

const field = (bytes: Buffer | string): Buffer => {
  const content = Buffer.from(bytes as string)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Buffer.concat([length, content])
}
const mpint = (base64url: string | undefined): Buffer => {
  const bytes = Buffer.from(base64url ?? '', 'base64url')
  return field((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}
const part = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url')

function blobOf(key: KeyObject): Buffer {
  const jwk = key.export({ format: 'jwk' })
  if (jwk.kty === 'OKP') return Buffer.concat([field('ssh-ed25519'), field(part(jwk.x))])
  if (jwk.kty === 'RSA') return Buffer.concat([field('ssh-rsa'), mpint(jwk.e), mpint(jwk.n)])
  const curve = `nistp${jwk.crv?.slice(2)}`
  return Buffer.concat([field(`ecdsa-sha2-${curve}`), field(curve), field(Buffer.concat([Buffer.from([4]), part(jwk.x), part(jwk.y)]))])
}

const ed25519 = (): Buffer => blobOf(generateKeyPairSync('ed25519').publicKey)
const rsa = (modulusLength: number): Buffer => blobOf(generateKeyPairSync('rsa', { modulusLength }).publicKey)
const line = (blob: Buffer, comment = 'berta@lab', type = blob.subarray(4, 4 + blob.readUInt32BE(0)).toString()): string =>
  `${type} ${blob.toString('base64')} ${comment}\n`

/** The code and the sentence with which a text is refused. */
function refusal(text: string): string {
  try {
    toDeployKeyFacts(text)
  } catch (error) {
    if (isManagerError(error)) return `${error.code}: ${error.message}`
    throw error
  }
  return 'taken'
}

describe('keys as ssh-keygen makes them', () => {
  let directory: string
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'otm-key-'))
  })
  afterAll(() => rm(directory, { recursive: true }))

  /** @returns the file of the private key */
  async function makeKey(type: string, bits: string): Promise<string> {
    const file = join(directory, newId('k', 8))
    await runCommand('ssh-keygen', ['-q', '-t', type, '-b', bits, '-N', '', '-C', 'berta@laptop', '-f', file])
    return file
  }

  it.each([
    ['ed25519', '256', 'ssh-ed25519'],
    ['ecdsa', '256', 'ecdsa-sha2-nistp256'],
    ['ecdsa', '521', 'ecdsa-sha2-nistp521'],
    ['rsa', '3072', 'ssh-rsa'],
  ])('of type %s with %s bits are taken in both forms, with the fingerprint that it prints', async (type, bits, name) => {
    const file = await makeKey(type, bits)
    const text = await readFile(`${file}.pub`, 'utf8')
    const fingerprint = (await runCommand('ssh-keygen', ['-l', '-f', `${file}.pub`])).split(' ')[1]
    const facts = toDeployKeyFacts(text)
    expect(facts).toEqual({ type: name, fingerprint, comment: 'berta@laptop', publicKey: text.split(' ').slice(0, 2).join(' ') })
    const exported = await runCommand('ssh-keygen', ['-e', '-m', 'RFC4716', '-f', `${file}.pub`])
    expect(toDeployKeyFacts(exported)).toMatchObject({ type: name, fingerprint, publicKey: facts.publicKey })
  })

  it('are refused when they are short, private, cut off or several', async () => {
    expect(refusal(await readFile(`${await makeKey('rsa', '2048')}.pub`, 'utf8'))).toContain('2048 bits')
    const file = await makeKey('ecdsa', '384')
    const [secret, text] = await Promise.all([readFile(file, 'utf8'), readFile(`${file}.pub`, 'utf8')])
    expect(refusal(secret)).toContain('This is a private key')
    expect(refusal(secret)).not.toContain(secret.split('\n')[1])
    expect(refusal(text.slice(0, 60))).toContain('damaged')
    expect(refusal(text.replace('nistp384', 'nistp256'))).toContain('damaged')
    expect(refusal(`${text}${text}`)).toContain('one line')
  })
})

describe('keys that are taken', () => {
  it('knows ed25519 by type, fingerprint and comment', () => {
    const blob = ed25519()
    const facts = toDeployKeyFacts(line(blob, 'berta @ lab'))
    expect(facts).toMatchObject({ type: 'ssh-ed25519', comment: 'berta @ lab', publicKey: `ssh-ed25519 ${blob.toString('base64')}` })
    expect(facts.fingerprint).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/)
  })

  it.each(['P-256', 'P-384', 'P-521'])('takes ECDSA on %s', (namedCurve) => {
    const blob = blobOf(generateKeyPairSync('ec', { namedCurve }).publicKey)
    expect(toDeployKeyFacts(line(blob)).type).toBe(`ecdsa-sha2-nistp${namedCurve.slice(2)}`)
  })

  it('takes RSA of 3072 bits', () => {
    expect(toDeployKeyFacts(line(rsa(3072))).type).toBe('ssh-rsa')
  })

  it("takes PuTTYgen's form, with its comment", () => {
    const blob = ed25519()
    const base64 = blob.toString('base64')
    const text = `---- BEGIN SSH2 PUBLIC KEY ----\r\nComment: "berta's \\\r\nlaptop"\r\n${base64.slice(0, 40)}\r\n${base64.slice(40)}\r\n---- END SSH2 PUBLIC KEY ----\r\n`
    expect(toDeployKeyFacts(text)).toMatchObject({ publicKey: `ssh-ed25519 ${base64}`, comment: "berta's laptop" })
  })

  it('means the same key by what is pasted and what a client offers', () => {
    const blob = ed25519()
    expect(findPublicKey(blob)).toBe(toDeployKeyFacts(line(blob)).publicKey)
  })
})

describe('keys that are refused', () => {
  it('refuses short RSA, saying how many bits it has', () => {
    expect(refusal(line(rsa(2048)))).toContain('key_weak: This RSA key has 2048 bits; at least 3072 are needed.')
  })

  it('refuses DSA as weak', () => {
    expect(refusal(line(Buffer.concat([field('ssh-dss'), field('x')])))).toContain('key_weak: This is a DSA key')
  })

  it('refuses security keys with the reason', () => {
    expect(refusal(line(Buffer.concat([field('sk-ssh-ed25519@openssh.com'), field('x')])))).toContain('lives on a security key')
  })

  it('refuses a private key, says so and does not repeat it', () => {
    const secret = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    expect(refusal(secret)).toContain('This is a private key')
    expect(refusal(secret)).not.toContain(secret.split('\n')[1])
    expect(refusal('PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none')).toContain('This is a private key')
  })

  it('refuses several keys at once', () => {
    expect(refusal(line(ed25519()) + line(ed25519()))).toContain('one line, and these are several')
  })

  it('refuses a key whose type says something else', () => {
    expect(refusal(line(ed25519(), '', 'ssh-rsa'))).toContain('damaged')
  })

  it('refuses options before the key', () => {
    expect(refusal(`command="sh" ${line(ed25519())}`)).toContain('not a public SSH key')
  })

  it('refuses a point that is not on its curve', () => {
    const blob = blobOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)
    blob[blob.length - 1] = (blob.at(-1) ?? 0) ^ 1
    expect(refusal(line(blob))).toContain('damaged')
  })

  it('refuses PEM with the command that converts it', () => {
    const pem = generateKeyPairSync('rsa', { modulusLength: 3072 }).publicKey.export({ format: 'pem', type: 'spki' }).toString()
    expect(refusal(pem)).toContain('ssh-keygen -i -m PKCS8')
  })

  it('refuses every damaged key with a sentence, and never by accident', () => {
    const blob = ed25519()
    fc.assert(
      fc.property(fc.nat(blob.length - 1), fc.constantFrom('cut', 'more'), (at, how) => {
        const damaged = how === 'cut' ? blob.subarray(0, at) : Buffer.concat([blob, Buffer.alloc(at + 1)])
        expect(refusal(`ssh-ed25519 ${damaged.toString('base64')}`)).toMatch(/^invalid_input: /)
      }),
    )
  })

  it('answers whatever is pasted with a sentence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(refusal(text)).toMatch(/^(invalid_input|key_weak): \p{Lu}/u)
      }),
    )
  })

  it('answers whatever is offered', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(['string', 'undefined']).toContain(typeof findPublicKey(Buffer.from(bytes)))
      }),
    )
  })
})
