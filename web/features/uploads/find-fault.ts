import { m } from '../../i18n/messages.ts'
import { formatBytes } from '../../ui/format-bytes.ts'
import { findArchiveFault, isArchiveName } from './archive-kind.ts'
import type { Fault } from './fault.ts'
import { findFolders, hasProject, toSentPaths } from './find-folders.ts'
import { type ArchiveSource, type FolderSource, type Given, type Source, toBytes } from './source.ts'

const mostNamed = 6
const mostFiles = 20_000
const mib = 1024 ** 2

interface Rules {
  readonly maxMib: number
  /** Which folder shall be the project; null: the top. */
  readonly projectFolder: string | null
}

/** What of it can be known to go wrong before anything is sent, or null. */
export async function findFault(given: Given, rules: Rules): Promise<Fault | null> {
  if (given.kind === 'folder') return findFolderFault(given, rules)
  const sentence = await findSentence(given, rules.maxMib)
  return sentence === null ? null : { sentence }
}

async function findSentence(given: Exclude<Given, FolderSource>, maxMib: number): Promise<string | null> {
  if (given.kind === 'nothing') return m.upload.faults.nothing
  return given.kind === 'several' ? m.upload.faults.several(given.count) : findFileFault(given, maxMib)
}

/** Whether the two that `findFault` cannot send are ruled out. */
export const isSource = (given: Given): given is Source => given.kind === 'folder' || given.kind === 'archive'

/** What is too much is so in every folder, and is said first. */
function findFolderFault(folder: FolderSource, { maxMib, projectFolder }: Rules): Fault | null {
  const sentence = findSizeFault(folder, maxMib)
  if (sentence !== null) return { sentence }
  const paths = toSentPaths(
    folder.files.map(({ path }) => path),
    projectFolder,
  )
  return hasProject(paths, projectFolder) ? null : toMissing(folder, paths, projectFolder)
}

function findSizeFault(folder: FolderSource, maxMib: number): string | null {
  const { name, files } = folder
  if (files.length === 0) return m.upload.faults.emptyFolder(name)
  if (files.length > mostFiles) return m.upload.faults.tooMany(files.length, mostFiles)
  if (toBytes(folder) <= maxMib * mib) return null
  const largest = files.reduce((most, one) => (one.file.size > most.file.size ? one : most))
  const size = formatBytes(toBytes(folder))
  return m.upload.faults.folderTooLarge({ size, maxMib, largest: largest.path, largestSize: formatBytes(largest.file.size) })
}

function toMissing(source: FolderSource, paths: readonly string[], projectFolder: string | null): Fault {
  const { name } = source
  const folders = findFolders(paths)
  if (folders.length > 0) return { sentence: toChoiceSentence(name, folders, projectFolder), choice: { source, folders } }
  const archive = paths.find(isArchiveName)
  return { sentence: archive ? m.upload.faults.archiveInside(name, archive) : m.upload.faults.noSettings(name) }
}

function toChoiceSentence(name: string, folders: readonly string[], projectFolder: string | null): string {
  if (projectFolder !== null) return m.upload.faults.notInFolder(name, projectFolder)
  const [only = ''] = folders
  return folders.length === 1
    ? m.upload.faults.inSubFolder(name, only)
    : m.upload.faults.inSubFolders(name, folders.slice(0, mostNamed), folders.length)
}

async function findFileFault({ name, file }: ArchiveSource, maxMib: number): Promise<string | null> {
  const fault = await findArchiveFault(file)
  if (fault) return fault
  return file.size > maxMib * mib ? m.upload.faults.fileTooLarge(name, formatBytes(file.size), maxMib) : null
}
