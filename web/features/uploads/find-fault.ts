import { m } from '../../i18n/messages.ts'
import { formatBytes } from '../../ui/format-bytes.ts'
import { findArchiveFault, isArchiveName } from './archive-kind.ts'
import { type ArchiveSource, type FolderSource, type Given, type Source, toBytes } from './source.ts'

const mostNamed = 6
const mostFiles = 20_000
const mib = 1024 ** 2

/** What of it can be known to go wrong before anything is sent: one sentence, or null. */
export async function findFault(given: Given, maxMib: number): Promise<string | null> {
  if (given.kind === 'nothing') return m.upload.faults.nothing
  if (given.kind === 'several') return m.upload.faults.several(given.count)
  return given.kind === 'folder' ? findFolderFault(given, maxMib) : findFileFault(given, maxMib)
}

/** Whether the two that `findFault` cannot send are ruled out. */
export const isSource = (given: Given): given is Source => given.kind === 'folder' || given.kind === 'archive'

export function findFolderFault(folder: FolderSource, maxMib: number): string | null {
  const { name, files } = folder
  if (files.length === 0) return m.upload.faults.emptyFolder(name)
  if (!files.some(({ path }) => path === 'settings.py')) return toMissingSentence(folder)
  if (files.length > mostFiles) return m.upload.faults.tooMany(files.length, mostFiles)
  if (toBytes(folder) <= maxMib * mib) return null
  const largest = files.reduce((most, one) => (one.file.size > most.file.size ? one : most))
  const size = formatBytes(toBytes(folder))
  return m.upload.faults.folderTooLarge({ size, maxMib, largest: largest.path, largestSize: formatBytes(largest.file.size) })
}

function toMissingSentence({ name, files }: FolderSource): string {
  const projects = files
    .filter(({ path }) => path.endsWith('/settings.py'))
    .map(({ path }) => path.slice(0, -'/settings.py'.length))
    .sort()
  const [only] = projects
  if (only !== undefined && projects.length === 1) return m.upload.faults.inSubFolder(name, only)
  if (projects.length > 1) return m.upload.faults.inSubFolders(name, projects.slice(0, mostNamed), projects.length)
  const archive = files.find(({ path }) => isArchiveName(path))
  return archive ? m.upload.faults.archiveInside(name, archive.path) : m.upload.faults.noSettings(name)
}

async function findFileFault({ name, file }: ArchiveSource, maxMib: number): Promise<string | null> {
  const fault = await findArchiveFault(file)
  if (fault) return fault
  return file.size > maxMib * mib ? m.upload.faults.fileTooLarge(name, formatBytes(file.size), maxMib) : null
}
