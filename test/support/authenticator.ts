import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

/** A security key in software, as browsers talk to it: makes key pairs and signs challenges. */
export class Authenticator {
  readonly #origin: string
  readonly #host: string
  readonly #id = randomBytes(16)
  #keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | undefined
  #userHandle = ''
  #count = 0

  /** @param origin  of the page that asks it */
  constructor(origin: string) {
    this.#origin = origin
    this.#host = new URL(origin).hostname
  }

  /** What `navigator.credentials.create` would give.
   * @param verified  whether its owner was asked for a finger or a PIN
   * @param attestation  what it says about itself: nothing, or what the new key signed, or else what somebody made up */
  create(options: Options, { verified = true, attestation = 'none' }: { verified?: boolean; attestation?: Attestation } = {}) {
    this.#keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#userHandle = (options.user as { id: string }).id
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    const coordinates = [x, y].map((text) => Buffer.from(text, 'base64url'))
    const coseKey = Buffer.concat([hex('a5010203262001215820'), coordinates[0] ?? hex(''), hex('225820'), coordinates[1] ?? hex('')])
    const credential = Buffer.concat([Buffer.alloc(16), hex('0010'), this.#id, coseKey])
    const data = this.#authenticatorData(verified, credential)
    const clientData = this.#clientData('webauthn.create', options.challenge)
    const { format, statement } = this.#attest(attestation, Buffer.concat([data, sha256(clientData)]))
    const attestationObject = new Map<string, unknown>(Object.entries({ fmt: format, attStmt: statement, authData: new Uint8Array(data) }))
    return this.#toCredential({
      clientDataJSON: toText(clientData),
      attestationObject: toText(Buffer.from(isoCBOR.encode(attestationObject as never))),
      transports: ['internal' as const],
    })
  }

  /** What `navigator.credentials.get` would give. */
  get({ challenge }: Options, { verified = true } = {}) {
    if (!this.#keys) throw new Error('This authenticator has made no key yet.')
    const clientData = this.#clientData('webauthn.get', challenge)
    const data = this.#authenticatorData(verified)
    const signature = sign(this.#keys.privateKey, Buffer.concat([data, sha256(clientData)]))
    return this.#toCredential({
      clientDataJSON: toText(clientData),
      authenticatorData: toText(data),
      signature: toText(signature),
      userHandle: this.#userHandle,
    })
  }

  #attest(attestation: Attestation, signed: Buffer): Statement {
    if (attestation === 'none') return { format: 'none', statement: new Map() }
    if (attestation !== 'self') return attestation
    if (!this.#keys) throw new Error('There is no key yet.')
    const sig = new Uint8Array(sign(this.#keys.privateKey, signed))
    return { format: 'packed', statement: new Map<string, unknown>(Object.entries({ alg: -7, sig })) }
  }

  #toCredential<T>(response: T) {
    const id = toText(this.#id)
    return { id, rawId: id, type: 'public-key' as const, response, clientExtensionResults: {} }
  }

  #clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.#origin, crossOrigin: false }))
  }

  #authenticatorData(verified: boolean, credential = Buffer.alloc(0)): Buffer {
    const flags = 0x01 | (verified ? 0x04 : 0) | (credential.length > 0 ? 0x40 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(++this.#count)
    return Buffer.concat([sha256(Buffer.from(this.#host)), Buffer.from([flags]), count, credential])
  }
}

interface Options {
  readonly challenge: string
  readonly [name: string]: unknown
}

interface Statement {
  readonly format: string
  readonly statement: ReadonlyMap<string, unknown>
}

export type Attestation = 'none' | 'self' | Statement

const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const toText = (bytes: Buffer): string => bytes.toString('base64url')
const sign = (key: KeyObject, bytes: Buffer): Buffer => createSign('sha256').update(bytes).sign(key)
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()
