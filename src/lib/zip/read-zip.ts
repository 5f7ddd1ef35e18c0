import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { isManagerError, ManagerError } from '../../domain/error.ts'
import { zipFault } from './zip-fault.ts'
import { readZipLayout, type ZipLayout } from './zip-layout.ts'
import { toZipName } from './zip-name.ts'

export interface ZipEntry {
  readonly type: 'file' | 'directory' | 'link' | 'other'
  /** As the archive has it, with `/` between folders and at a folder's end; holds U+FFFD where it is not known to be UTF-8. Check it before use. */
  readonly path: string
  /** Bytes when unpacked; the content has as many or fails. */
  readonly size: number
  readonly executable: boolean
  /** Why its content cannot be read, as the end of a sentence and the next step, or null. */
  readonly fault: string | null
  readonly content: () => AsyncIterable<Buffer>
}

/** The entries of a zip archive, while it is open. Nothing of it is trusted: no part may be read twice, names and checksums must agree.
 * @throws ManagerError `invalid_input`, `too_large` */
export async function* readZip(file: string, maxEntries: number): AsyncGenerator<ZipEntry> {
  const layout = await findLayout(file, maxEntries)
  const zip = await openPromise(file, { lazyEntries: true, decodeStrings: false, autoClose: false }).catch(refuse)
  try {
    const entries = await readDirectory(zip, layout).catch(refuse)
    const ends = findEnds(entries, layout)
    for (const [index, entry] of entries.entries()) yield toZipEntry(entry, () => readContent(zip, entry, ends[index] ?? 0))
  } finally {
    zip.close()
  }
}

async function findLayout(file: string, maxEntries: number): Promise<ZipLayout> {
  await using handle = await open(file)
  const layout = await readZipLayout(handle)
  if (layout.entries <= maxEntries) return layout
  throw new ManagerError(
    'too_large',
    `The archive has ${layout.entries} entries; ${maxEntries} are allowed. Leave out what the experiment does not need.`,
  )
}

/** What a reader complains about is the archive's fault. */
function refuse(error: unknown): never {
  if (isManagerError(error)) throw error
  if (error instanceof Error && error.message.includes('encryption')) throw zipFault('is encrypted', error)
  throw zipFault('is damaged', error)
}

const headerBytes = { directory: 46, local: 30 }

async function readDirectory(zip: ZipFile, { directoryStart, directoryEnd }: ZipLayout): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  let bytes = 0
  for await (const entry of zip.eachEntry()) {
    entries.push(entry)
    bytes += headerBytes.directory + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength
  }
  if (directoryStart + bytes !== directoryEnd) throw zipFault('has more in it than its directory says')
  return entries
}

/** Where the next entry begins, for each. Entries that share bytes are how a small archive becomes an endless one. */
function findEnds(entries: readonly Entry[], { directoryStart }: ZipLayout): readonly number[] {
  const inOrder = entries.map((entry, index) => ({ entry, index })).sort((a, b) => startOf(a.entry) - startOf(b.entry))
  const ends: number[] = []
  for (const [place, { entry, index }] of inOrder.entries()) {
    const next = inOrder[place + 1]
    const end = next ? startOf(next.entry) : directoryStart
    if (startOf(entry) + headerBytes.local + entry.fileNameLength + entry.compressedSize > end) throw overlap()
    ends[index] = end
  }
  return ends
}

const startOf = (entry: Entry): number => entry.relativeOffsetOfLocalHeader

const overlap = (): ManagerError => zipFault('has entries that overlap')

const typeMask = 0o170000
const types: ReadonlyMap<number, ZipEntry['type']> = new Map([
  [0, 'file'],
  [0o100000, 'file'],
  [0o040000, 'directory'],
  [0o120000, 'link'],
])

function toZipEntry(entry: Entry, content: ZipEntry['content']): ZipEntry {
  const path = toZipName(entry)
  const mode = entry.externalFileAttributes >>> 16
  const named = types.get(mode & typeMask) ?? 'other'
  const type = named === 'file' && path.endsWith('/') ? 'directory' : named
  const size = entry.uncompressedSize
  const isFullFolder = type === 'directory' && size > 0
  return { type: isFullFolder ? 'other' : type, path, size, executable: (mode & 0o100) !== 0, fault: findFault(entry), content }
}

function findFault(entry: Entry): string | null {
  if (entry.isEncrypted()) return 'is encrypted. Pack the folder again without a password'
  if (!entry.canDecodeFileData())
    return `is compressed in a way that is not usual in zip archives (method ${entry.compressionMethod}). Pack the folder again as a plain zip`
  return null
}

async function* readContent(zip: ZipFile, entry: Entry, end: number): AsyncGenerator<Buffer> {
  let sum = 0
  try {
    const { fileName, fileDataStart } = await zip.readLocalFileHeaderPromise(entry)
    if (!fileName.equals(entry.fileNameRaw)) throw zipFault('names an entry in two ways')
    if (fileDataStart + entry.compressedSize > end) throw overlap()
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      sum = crc32(chunk as Buffer, sum)
      yield chunk as Buffer
    }
  } catch (error) {
    refuse(error)
  }
  if (sum !== entry.crc32) throw zipFault(`is damaged: the checksum of ${JSON.stringify(toZipName(entry)).slice(0, 120)} does not fit`)
}
