import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

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

  /** What `navigator.credentials.create` would give. @param verified  whether its owner was asked for a finger or a PIN */
  create(options: Options, { verified = true } = {}) {
    this.#keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#userHandle = (options.user as { id: string }).id
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    const coordinates = [x, y].map((text) => Buffer.from(text, 'base64url'))
    const coseKey = Buffer.concat([hex('a5010203262001215820'), coordinates[0] ?? hex(''), hex('225820'), coordinates[1] ?? hex('')])
    const credential = Buffer.concat([Buffer.alloc(16), hex('0010'), this.#id, coseKey])
    const data = this.#authenticatorData(verified, credential)
    const length = Buffer.from([data.length])
    const attestationObject = Buffer.concat([hex('a363666d74646e6f6e656761747453746d74a068617574684461746158'), length, data])
    return this.#toCredential({
      clientDataJSON: toText(this.#clientData('webauthn.create', options.challenge)),
      attestationObject: toText(attestationObject),
      transports: ['internal'],
    })
  }

  /** What `navigator.credentials.get` would give. */
  get({ challenge }: Options, { verified = true } = {}) {
    if (!this.#keys) throw new Error('This authenticator has made no key yet.')
    const clientData = this.#clientData('webauthn.get', challenge)
    const data = this.#authenticatorData(verified)
    const signature = createSign('sha256')
      .update(Buffer.concat([data, sha256(clientData)]))
      .sign(this.#keys.privateKey)
    return this.#toCredential({
      clientDataJSON: toText(clientData),
      authenticatorData: toText(data),
      signature: toText(signature),
      userHandle: this.#userHandle,
    })
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

const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const toText = (bytes: Buffer): string => bytes.toString('base64url')
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()
