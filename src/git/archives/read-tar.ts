import { createReadStream } from 'node:fs'
import { extract, type Header } from 'tar-stream'
import { isManagerError, ManagerError } from '../../domain/error.ts'
import { drained } from '../../lib/drained.ts'
import { type ArchiveEntry, mostEntries } from './archive.ts'
import { tooManyEntries, unpacksToTooMuch } from './archive-errors.ts'
import { toEntryPath } from './entry-path.ts'
import { gunzip } from './gunzip.ts'
import { assertFewProperties, TarDescriptions } from './tar-descriptions.ts'

interface TarOptions {
  readonly isGzip: boolean
  readonly mostBytes: number
}

/** The entries of a tar file, plain or compressed by gzip, one at a time. All that is in it counts: archives that were put one after the other are
 * read as one, and anything else behind its end is refused. @throws ManagerError `invalid_input`, `too_large` */
export async function* readTar(file: string, { isGzip, mostBytes }: TarOptions): AsyncGenerator<ArchiveEntry> {
  const unpack = extract()
  const bytes = isGzip ? gunzip(file, pieceBytes) : createReadStream(file, { highWaterMark: pieceBytes })
  const pumping = pump(bytes, unpack, mostBytes)
  pumping.catch(() => undefined) // whoever reads the entries hears of it through `unpack`
  let entries = 0
  try {
    for await (const entry of unpack) {
      if (++entries > mostEntries) throw tooManyEntries(mostEntries)
      assertFewProperties(entry.header)
      yield toEntry(entry.header, () => toBytes(entry))
      entry.resume()
    }
    await pumping
  } catch (error) {
    throw toInputError(error)
  } finally {
    unpack.destroy()
    await pumping.catch(() => undefined)
  }
}

const types: Readonly<Record<string, ArchiveEntry['type']>> = {
  file: 'file',
  'contiguous-file': 'file',
  directory: 'directory',
  link: 'link',
  symlink: 'link',
}

function toEntry(header: Header, content: ArchiveEntry['content']): ArchiveEntry {
  const { name, size, mode, pax } = header
  const type = types[header.type ?? ''] ?? 'other'
  const isSparse = Object.keys(pax ?? {}).some((key) => key.startsWith('GNU.sparse.'))
  return {
    type,
    path: toEntryPath(name, type),
    size: size ?? 0,
    executable: ((mode ?? 0) & 0o100) !== 0,
    fault: isSparse ? 'is saved as a file with holes. Pack the folder again without "--sparse"' : null,
    content,
  }
}

async function* toBytes(content: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of content) if (chunk instanceof Uint8Array) yield chunk
  } catch (error) {
    throw toInputError(error)
  }
}

/** Small, so that little is read of what is refused. */
const pieceBytes = 16 * 1024

async function pump(tar: AsyncIterable<Buffer>, unpack: ReturnType<typeof extract>, mostBytes: number): Promise<void> {
  const descriptions = new TarDescriptions()
  let bytes = 0
  let zeros = 0
  unpack.on('entry', ({ size }) => descriptions.note(bytes, size ?? 0))
  try {
    for await (const chunk of tar) {
      bytes += chunk.length
      zeros = countZeros(chunk, zeros)
      if (bytes > mostBytes + roomForHeaders) throw unpacksToTooMuch(mostBytes)
      if (unpack.destroyed) return
      if (!unpack.write(chunk)) await drained(unpack)
      descriptions.assertShort(bytes - zeros)
    }
    if (zeros < endBytes) throw new Error('The end of the archive is missing.')
    unpack.end(null)
  } catch (error) {
    unpack.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}

const roomForHeaders = 64 * 1024 ** 2
const endBytes = 1024

/** How many zeros there are at the end: without these an archive was cut off, if perhaps between two files. */
function countZeros(chunk: Buffer, before: number): number {
  const last = chunk.findLastIndex((byte) => byte !== 0)
  return last < 0 ? before + chunk.length : chunk.length - 1 - last
}

/** What goes wrong while an archive is read is the archive's fault. */
function toInputError(error: unknown): ManagerError {
  if (isManagerError(error)) return error
  const sentence =
    "The upload is no archive that can be read, or it is not complete. Upload the project's folder, or pack it again as a .zip or .tar.gz."
  return new ManagerError('invalid_input', sentence, {}, { cause: error })
}
