import { inflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly path: string
  readonly executable: boolean
  readonly content: () => Buffer
}

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const maxFileBytes = 512 * 1024 * 1024

/** The files of a zip archive (without encryption, disks and zip64). Folders are left out. @throws Error for a damaged or unsafe archive */
export function readZip(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end === -1 || archive.readUInt32LE(end) !== endOfDirectory) throw new Error('This is not a zip archive.')
  const count = archive.readUInt16LE(end + 10)
  const entries: ZipEntry[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    const { entry, next } = readEntry(archive, at)
    if (!entry.path.endsWith('/')) entries.push(entry)
    at = next
  }
  return entries
}

function readEntry(archive: Buffer, at: number): { entry: ZipEntry; next: number } {
  if (archive.readUInt32LE(at) !== directoryEntry) throw new Error('The zip archive is damaged.')
  const nameLength = archive.readUInt16LE(at + 28)
  const path = archive.toString('utf8', at + 46, at + 46 + nameLength)
  if (!isSafe(path)) throw new Error('The zip archive contains a path that leads out of it.')
  const mode = archive.readUInt32LE(at + 38) >>> 16
  const entry = { path, executable: (mode & 0o111) !== 0, content: () => readContent(archive, at) }
  return { entry, next: at + 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32) }
}

function readContent(archive: Buffer, at: number): Buffer {
  const method = archive.readUInt16LE(at + 10)
  const compressedSize = archive.readUInt32LE(at + 20)
  const size = archive.readUInt32LE(at + 24)
  const local = archive.readUInt32LE(at + 42)
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  const data = archive.subarray(start, start + compressedSize)
  if (size > maxFileBytes || (method !== 0 && method !== 8)) throw new Error('The zip archive has a file that cannot be read.')
  const content = method === 0 ? data : inflateRawSync(data, { maxOutputLength: Math.max(size, 1) })
  if (content.length !== size) throw new Error('The zip archive is damaged.')
  return content
}

const isSafe = (path: string): boolean => !/^([/\\]|[A-Za-z]:)|\\|\0/.test(path) && !path.split('/').includes('..')
