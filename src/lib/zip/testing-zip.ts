import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipFile {
  /** As bytes: in whatever alphabet. */
  readonly path: string | Buffer
  readonly content: string | Buffer
  readonly executable?: boolean
  readonly stored?: boolean
  /** Instead of a file's usual mode, e.g. 0o120777 for a link. */
  readonly mode?: number
  /** What made it: 3 is Unix (default), 0 is MS-DOS and Windows. */
  readonly host?: number
  readonly flags?: number
  readonly extra?: Buffer
  /** Lies, of the directory or of the entry itself. */
  readonly claimedSize?: number
  readonly claimedPackedSize?: number
  readonly claimedMethod?: number
  readonly claimedChecksum?: number
  readonly claimedOffset?: number
  readonly localPath?: string
}

/** Lies about the whole. */
export interface ZipEnd {
  readonly entries?: number
  readonly disk?: number
  readonly comment?: Buffer
}

const saysUtf8 = 0x800

/** A zip archive, for tests. */
export function makeZip(files: readonly ZipFile[], end: ZipEnd = {}): Buffer {
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
  return Buffer.concat([...parts, listing, makeZipEnd({ entries: files.length, bytes: listing.length, start: offset }, end)])
}

interface Directory {
  readonly entries: number
  readonly bytes: number
  readonly start: number
}

export function makeZipEnd(
  directory: Directory,
  { entries = directory.entries, disk = 0, comment = Buffer.alloc(0) }: ZipEnd = {},
): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(disk, 4)
  end.writeUInt16LE(disk, 6)
  end.writeUInt16LE(entries % 65_536, 8)
  end.writeUInt16LE(entries % 65_536, 10)
  end.writeUInt32LE(directory.bytes, 12)
  end.writeUInt32LE(directory.start, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([end, comment])
}

/** The ZIP64 record and its locator, which come before the end. */
export function makeZip64End({ entries, bytes, start }: Directory): Buffer {
  const end = Buffer.alloc(76)
  end.writeUInt32LE(0x06064b50, 0)
  end.writeBigUInt64LE(44n, 4)
  end.writeBigUInt64LE(BigInt(entries), 24)
  end.writeBigUInt64LE(BigInt(entries), 32)
  end.writeBigUInt64LE(BigInt(bytes), 40)
  end.writeBigUInt64LE(BigInt(start), 48)
  end.writeUInt32LE(0x07064b50, 56)
  end.writeBigUInt64LE(BigInt(start + bytes), 64)
  end.writeUInt32LE(1, 72)
  return end
}

function pack(file: ZipFile, offset: number): { local: Buffer; entry: Buffer } {
  const { path, content, executable, stored, mode = executable ? 0o100755 : 0o100644, host = 3, extra = Buffer.alloc(0) } = file
  const plain = Buffer.from(content)
  const data = stored ? plain : deflateRawSync(plain)
  const name = Buffer.from(path)
  const facts = toFacts(file, plain, data, name)
  const localName = Buffer.from(file.localPath ?? name)
  const localFacts = Buffer.from(facts)
  localFacts.writeUInt16LE(localName.length, 22)
  localFacts.writeUInt16LE(extra.length, 24)
  const local = Buffer.concat([signature(0x04034b50), localFacts, localName, extra, data])
  const more = Buffer.alloc(14)
  more.writeUInt32LE((mode << 16) >>> 0, 6)
  more.writeUInt32LE(file.claimedOffset ?? offset, 10)
  facts.writeUInt16LE(extra.length, 24)
  const entry = Buffer.concat([signature(0x02014b50), Buffer.from([20, host]), facts, more, name, extra])
  return { local, entry }
}

function toFacts(file: ZipFile, plain: Buffer, data: Buffer, name: Buffer): Buffer {
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(file.flags ?? (typeof file.path === 'string' ? saysUtf8 : 0), 2)
  facts.writeUInt16LE(file.claimedMethod ?? (file.stored ? 0 : 8), 4)
  facts.writeUInt32LE(file.claimedChecksum ?? crc32(plain), 10)
  facts.writeUInt32LE(file.claimedPackedSize ?? data.length, 14)
  facts.writeUInt32LE(file.claimedSize ?? plain.length, 18)
  facts.writeUInt16LE(name.length, 22)
  return facts
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
