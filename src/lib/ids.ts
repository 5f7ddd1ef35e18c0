import { randomBytes } from 'node:crypto'

const base32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** `prefix` followed by `length` random base32 characters, e.g. `newId('i', 8)` → `iq4m2zk7a`. */
export function newId(prefix: string, length: number): string {
  return prefix + Array.from(randomBytes(length), (byte) => base32[byte % 32]).join('')
}

/** A secret of `bytes` random bytes in base64url; 24 bytes are 32 characters. */
export const newSecret = (bytes = 24): string => randomBytes(bytes).toString('base64url')
