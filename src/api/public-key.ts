import { createHash } from 'node:crypto'
import { ManagerError } from '../domain/error.ts'

export interface PublicKey {
  /** e.g. `ssh-ed25519` */
  readonly type: string
  /** `SHA256:…` as `ssh-keygen -l` prints it. */
  readonly fingerprint: string
  /** `ssh-ed25519 AAAA…`, without comment. */
  readonly publicKey: string
  readonly comment: string
}

const minRsaBits = 3072
const plainTypes: ReadonlySet<string> = new Set(['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'])
const advice = 'Make a new one with: ssh-keygen -t ed25519'

/** Reads one line of a `.pub` file. What is refused is not repeated in the message: it may be a secret.
 * @throws ManagerError `invalid_input`, `key_weak` */
export function parsePublicKey(text: string): PublicKey {
  if (/PRIVATE KEY/.test(text)) {
    throw new ManagerError(
      'invalid_input',
      'This is a private key, which must stay with you. Paste the content of the file that ends in .pub.',
    )
  }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const [type = '', base64 = '', ...comment] = (lines[0] ?? '').trim().split(/\s+/)
  if (lines.length !== 1 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    throw new ManagerError(
      'invalid_input',
      'This is not a public SSH key. Paste the one line of the file that ends in .pub, for instance id_ed25519.pub.',
    )
  }
  const blob = Buffer.from(base64, 'base64')
  assertStrong(type, readStrings(blob))
  const fingerprint = `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`
  return { type, fingerprint, publicKey: `${type} ${blob.toString('base64')}`, comment: comment.join(' ') }
}

function assertStrong(type: string, parts: readonly Buffer[]): void {
  if (/^sk-/.test(type)) {
    throw new ManagerError('invalid_input', `Keys on a security token (${type.slice(0, 40)}) are not understood yet. ${advice}`)
  }
  if (type === 'ssh-dss') throw new ManagerError('key_weak', `DSA keys are not secure any more. ${advice}`)
  if (!plainTypes.has(type) && type !== 'ssh-rsa') {
    throw new ManagerError('invalid_input', `This kind of key is not understood. ${advice}`)
  }
  if (parts[0]?.toString('latin1') !== type || parts.length < 2) {
    throw new ManagerError('invalid_input', 'The key is damaged: its content does not fit its name. Copy the whole line of the .pub file.')
  }
  if (type === 'ssh-ed25519' && (parts[1]?.length !== 32 || parts.length !== 2)) {
    throw new ManagerError('invalid_input', 'The key is cut off. Copy the whole line of the .pub file.')
  }
  if (type === 'ssh-rsa') assertLongEnough(parts[2])
}

function assertLongEnough(modulus: Buffer | undefined): void {
  const bits = modulus === undefined ? 0 : BigInt(`0x${modulus.toString('hex') || '0'}`).toString(2).length
  if (bits >= minRsaBits) return
  throw new ManagerError('key_weak', `This RSA key has ${bits} bits, which is too short; ${minRsaBits} are needed. ${advice}`)
}

/** The length-prefixed strings of the wire format; empty when they do not add up. */
function readStrings(blob: Buffer): Buffer[] {
  const parts: Buffer[] = []
  let at = 0
  while (at + 4 <= blob.length) {
    const end = at + 4 + blob.readUInt32BE(at)
    if (end > blob.length) return []
    parts.push(blob.subarray(at + 4, end))
    at = end
  }
  return at === blob.length ? parts : []
}
