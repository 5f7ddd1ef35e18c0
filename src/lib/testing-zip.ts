import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipFile {
  readonly path: string
  readonly content: string | Buffer
  readonly executable?: boolean
  readonly stored?: boolean
  /** A lie about the size. */
  readonly claimedSize?: number
}

/** A zip archive, for tests. */
export function makeZip(files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const { local, entry } = pack(file, offset)
    parts.push(local)
    directory.push(entry)
    offset += local.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listing, end])
}

function pack({ path, content, executable, stored, claimedSize }: ZipFile, offset: number): { local: Buffer; entry: Buffer } {
  const plain = Buffer.from(content)
  const data = stored ? plain : deflateRawSync(plain)
  const name = Buffer.from(path)
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(stored ? 0 : 8, 4)
  facts.writeUInt32LE(crc32(plain), 10)
  facts.writeUInt32LE(data.length, 14)
  facts.writeUInt32LE(claimedSize ?? plain.length, 18)
  facts.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([signature(0x04034b50), facts, name, data])
  const more = Buffer.alloc(14)
  more.writeUInt32LE(((executable ? 0o100755 : 0o100644) << 16) >>> 0, 6)
  more.writeUInt32LE(offset, 10)
  const entry = Buffer.concat([signature(0x02014b50), Buffer.from([20, 3]), facts, more, name])
  return { local, entry }
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
