import { open } from 'node:fs/promises'
import { ManagerError } from '../../domain/error.ts'
import { readZip } from '../../lib/zip/read-zip.ts'
import { treeLimits } from '../check-tree.ts'
import { type Archive, type ArchiveEntry, mostEntries } from './archive.ts'
import { findArchiveKind, kindBytes } from './archive-kind.ts'
import { toEntryPath } from './entry-path.ts'
import { readTar } from './read-tar.ts'

/** Looks what kind of archive a file is. @throws ManagerError `invalid_input` */
export async function openArchive(file: string): Promise<Archive> {
  const { start, size } = await readStart(file)
  const kind = findArchiveKind(start)
  if (typeof kind !== 'string') throw noArchive(kind.instead)
  const mostBytes = toMostBytes(size)
  return {
    kind,
    mostBytes,
    entries: () => (kind === 'zip' ? readZipEntries(file) : readTar(file, { isGzip: kind === 'tar.gz', mostBytes })),
  }
}

const noArchive = (instead: string): ManagerError =>
  new ManagerError('invalid_input', `The upload ${instead}. Upload the project's folder, a .zip, a .tar.gz, a .tar or an .otreezip.`)

const harmlessBytes = 64 * 1024 ** 2
const mostRatio = 100

/** Real projects shrink to a third, tables of numbers to a twentieth; what shrinks to a thousandth was made to fill disks. */
const toMostBytes = (size: number): number => Math.min(treeLimits.bytes, harmlessBytes + size * mostRatio)

async function readStart(file: string): Promise<{ readonly start: Buffer; readonly size: number }> {
  await using handle = await open(file)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(kindBytes), 0, kindBytes, 0)
  return { start: buffer.subarray(0, bytesRead), size: (await handle.stat()).size }
}

async function* readZipEntries(file: string): AsyncGenerator<ArchiveEntry> {
  for await (const entry of readZip(file, mostEntries)) yield { ...entry, path: toEntryPath(entry.path, entry.type) }
}
