import { createPublicKey } from 'node:crypto'
import { WireReader } from './ssh-wire.ts'

/** What a public key is, read from its binary form. */
export type PublicKeyFacts =
  | { readonly type: 'ssh-ed25519' | 'ecdsa-sha2-nistp256' | 'ecdsa-sha2-nistp384' | 'ecdsa-sha2-nistp521' }
  | { readonly type: 'ssh-rsa'; readonly bits: number }
  /** One that is known by name only, e.g. `ssh-dss`; the rest was not looked at. */
  | { readonly type: string; readonly other: true }

const curves = {
  'ecdsa-sha2-nistp256': { name: 'nistp256', jwk: 'P-256', bytes: 32 },
  'ecdsa-sha2-nistp384': { name: 'nistp384', jwk: 'P-384', bytes: 48 },
  'ecdsa-sha2-nistp521': { name: 'nistp521', jwk: 'P-521', bytes: 66 },
} as const

const isCurve = (type: string): type is keyof typeof curves => Object.hasOwn(curves, type)

/** Takes a key's binary form apart. @throws Error when it is not whole, not exact, or not a key that mathematics allows */
export function readPublicKeyBlob(blob: Buffer): PublicKeyFacts {
  const reader = new WireReader(blob)
  const type = reader.text()
  if (type === 'ssh-ed25519') readEd25519(reader)
  else if (isCurve(type)) readEcdsa(reader, type)
  else if (type === 'ssh-rsa') return readRsa(reader)
  else return { type, other: true }
  assertAtEnd(reader)
  return { type }
}

function readEd25519(reader: WireReader): void {
  const point = reader.bytes()
  if (point.length !== 32) throw new Error('An ed25519 key has 32 bytes.')
  createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') } })
}

function readEcdsa(reader: WireReader, type: keyof typeof curves): void {
  const { name, jwk, bytes } = curves[type]
  const curve = reader.text()
  const point = reader.bytes()
  if (curve !== name || point.length !== 1 + 2 * bytes || point[0] !== 4) throw new Error('The point is not one of this curve.')
  const coordinate = (from: number): string => point.subarray(from, from + bytes).toString('base64url')
  createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: jwk, x: coordinate(1), y: coordinate(1 + bytes) } })
}

function readRsa(reader: WireReader): PublicKeyFacts {
  const exponent = reader.positive()
  const modulus = reader.positive()
  assertAtEnd(reader)
  const isOdd = (number: Buffer): boolean => ((number.at(-1) ?? 0) & 1) === 1
  if (!isOdd(exponent) || !isOdd(modulus) || (exponent.length === 1 && exponent[0] === 1))
    throw new Error('These are not the numbers of an RSA key.')
  return { type: 'ssh-rsa', bits: modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24 }
}

function assertAtEnd(reader: WireReader): void {
  if (!reader.isAtEnd) throw new Error('Something follows after the key.')
}
