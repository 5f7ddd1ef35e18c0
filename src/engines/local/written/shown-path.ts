/** A path as people and archives may have it: bytes that cannot be seen, could move a cursor or are no UTF-8 become `%XX`, and so does a `%` that could be
 * taken for that. Two names never look the same. */
export function showPath(path: Buffer): string {
  const encoding = Buffer.from(path.toString('utf8'), 'utf8').equals(path) ? 'utf8' : 'latin1'
  const odd = encoding === 'utf8' ? /%(?=[0-9A-F]{2})|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\]/gu : /%(?=[0-9A-F]{2})|[^\x20-\x7e]|\\/g
  return path.toString(encoding).replaceAll(odd, (character) => toHex(Buffer.from(character, encoding)))
}

const toHex = (bytes: Buffer): string => [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
