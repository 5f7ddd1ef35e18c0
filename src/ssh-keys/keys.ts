import { createHash } from 'node:crypto'
import { faultAt, type ManagerError } from '../domain/error.ts'
import type { DeployKey } from '../domain/person.ts'
import { readKeyText } from './key-text.ts'
import { type PublicKeyFacts, readPublicKeyBlob } from './public-key-blob.ts'

export type DeployKeyFacts = Pick<DeployKey, 'type' | 'fingerprint' | 'publicKey'> & { readonly comment: string }

const smallestRsaBits = 3_072
const largestRsaBits = 16_384
const makeAnother = 'Make a new one with "ssh-keygen -t ed25519", and paste the line in the file that ends in ".pub".'

/** Reads a pasted public key, which may be ed25519, ECDSA on a NIST curve, or RSA of at least 3072 bits.
 * @throws ManagerError `invalid_input` (no public key, a private one, several, `sk-` keys), `key_weak` (DSA, short RSA) */
export function toDeployKeyFacts(text: string): DeployKeyFacts {
  const { type, base64, comment } = readKeyText(text)
  const blob = decode(base64)
  const facts = readFacts(blob)
  if (type !== null && type !== facts.type) throw damaged()
  assertStrong(facts)
  return { type: facts.type, fingerprint: toFingerprint(blob), publicKey: toPublicKey(facts.type, blob), comment }
}

/** `type base64`, as the store knows keys. */
const toPublicKey = (type: string, blob: Buffer): string => `${type} ${blob.toString('base64')}`

/** `SHA256:…`, as `ssh-keygen -l` prints it. */
const toFingerprint = (blob: Buffer): string => `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`

/** The key that a client offers, as the store knows it; undefined when it is none that could have been added. */
export function findPublicKey(blob: Buffer): string | undefined {
  try {
    return toPublicKey(readPublicKeyBlob(blob).type, blob)
  } catch {
    return undefined
  }
}

function decode(base64: string): Buffer {
  const blob = Buffer.from(base64, 'base64')
  // Node skips what is not base64, so that one key could be written in many ways.
  const isExact = blob.toString('base64').replace(/=+$/, '') === base64.replace(/=+$/, '')
  if (!isExact || blob.length < 8) throw damaged()
  return blob
}

function readFacts(blob: Buffer): PublicKeyFacts {
  try {
    return readPublicKeyBlob(blob)
  } catch {
    throw damaged()
  }
}

const damaged = (): ManagerError =>
  faultAt(
    'publicKey',
    'invalid_input',
    'This public key is damaged or not whole. Copy the whole line again from the file that ends in ".pub".',
  )

function assertStrong(facts: PublicKeyFacts): void {
  if ('other' in facts) throw toRefusal(facts.type)
  if (!('bits' in facts)) return
  if (facts.bits < smallestRsaBits) {
    throw faultAt('publicKey', 'key_weak', `This RSA key has ${facts.bits} bits; at least ${smallestRsaBits} are needed. ${makeAnother}`)
  }
  if (facts.bits > largestRsaBits) {
    throw faultAt('publicKey', 'invalid_input', `This RSA key has ${facts.bits} bits; at most ${largestRsaBits} are taken. ${makeAnother}`)
  }
}

function toRefusal(type: string): ManagerError {
  if (type === 'ssh-dss') return faultAt('publicKey', 'key_weak', `This is a DSA key, which is no longer safe. ${makeAnother}`)
  if (type.startsWith('sk-')) {
    return faultAt(
      'publicKey',
      'invalid_input',
      `This key lives on a security key (its type begins with "sk-"), which the git server cannot check yet. ${makeAnother}`,
    )
  }
  if (type.includes('-cert-')) return faultAt('publicKey', 'invalid_input', `This is a certificate, not a key. ${makeAnother}`)
  return faultAt('publicKey', 'invalid_input', `Keys of this type are not taken. ${makeAnother}`)
}
