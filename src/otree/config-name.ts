/** How a pickle writes the key `name`, and then how long the string after it is: protocol 4, as oTree on Python ≥ 3.8 writes it, and protocol 3.
 * Between the two stands where the key is remembered. */
const spellings = [
  { key: Buffer.from('\x8c\x04name', 'latin1'), remembered: 1, opcode: 0x8c, lengthBytes: 1 },
  { key: Buffer.from('X\x04\0\0\0name', 'latin1'), remembered: 2, opcode: 0x58, lengthBytes: 4 },
]

const longestName = 100

/** The name of a session's configuration, read out of the pickle in which oTree keeps it, without running what a pickle can run.
 * @param config  `otree_session.config`, Base64 @returns null when it is not plainly there */
export function findConfigName(config: string | null): string | null {
  const bytes = Buffer.from(config ?? '', 'base64')
  for (const { key, remembered, opcode, lengthBytes } of spellings) {
    const at = bytes.indexOf(key)
    const value = at + key.length + remembered
    if (at < 0 || bytes[value] !== opcode || value + 1 + lengthBytes > bytes.length) continue
    const start = value + 1 + lengthBytes
    const end = start + bytes.readUIntLE(value + 1, lengthBytes)
    if (end > start && end <= bytes.length) return bytes.toString('utf8', start, Math.min(end, start + longestName))
  }
  return null
}
