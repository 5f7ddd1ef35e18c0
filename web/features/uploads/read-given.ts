import { environmentMark, isLeftOutFile, isLeftOutFolder, withoutLeftOut } from './left-out.ts'
import type { Given, SourceFile } from './source.ts'

/** A browser forgets what was dropped as soon as the event is over, so this is called before anything is waited for. */
export const toEntries = ({ items }: DataTransfer): readonly FileSystemEntry[] =>
  [...items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []))

/** Counts files while a folder is read. */
export type OnFile = () => void

/** What was dropped. Several things with a settings.py among them are a project, too: what lies in its folder. @throws DOMException when one cannot be read */
export async function readEntries(entries: readonly FileSystemEntry[], onFile: OnFile = () => undefined): Promise<Given> {
  const [first] = entries
  if (!first) return { kind: 'nothing' }
  if (entries.length > 1 && !entries.some(({ name, isFile }) => isFile && name === 'settings.py'))
    return { kind: 'several', count: entries.length }
  if (entries.length > 1) return { kind: 'folder', name: '', files: await readFolder(entries, '', onFile) }
  if (isFolder(first)) return { kind: 'folder', name: first.name, files: await readFolder(await list(first), '', onFile) }
  return { kind: 'archive', name: first.name, file: await toFile(first as FileSystemFileEntry) }
}

async function readFolder(entries: readonly FileSystemEntry[], start: string, onFile: OnFile): Promise<SourceFile[]> {
  const found: SourceFile[] = []
  for (const entry of entries) {
    const path = start + entry.name
    if (isFolder(entry)) found.push(...(await readSubFolder(entry, `${path}/`, onFile)))
    else if (!isLeftOutFile(entry.name)) {
      found.push({ path, file: await toFile(entry as FileSystemFileEntry) })
      onFile()
    }
  }
  return found
}

async function readSubFolder(folder: FileSystemDirectoryEntry, start: string, onFile: OnFile): Promise<SourceFile[]> {
  if (isLeftOutFolder(folder.name)) return []
  const entries = await list(folder)
  return entries.some(({ name }) => name === environmentMark) ? [] : readFolder(entries, start, onFile)
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

const toFile = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject))

/** A browser gives the content of a folder in portions, until one is empty. */
async function list(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all
    all.push(...some)
  }
}

/** What was chosen with a button for folders. */
export function readChosenFolder(chosen: readonly File[]): Given {
  const name = chosen[0]?.webkitRelativePath.split('/')[0]
  if (name === undefined) return { kind: 'nothing' }
  const all = chosen.map((file) => ({ path: file.webkitRelativePath.slice(name.length + 1), file }))
  return { kind: 'folder', name, files: withoutLeftOut(all) }
}

/** What was chosen with a button for files. */
export const readChosenFile = (file: File | null): Given => (file ? { kind: 'archive', name: file.name, file } : { kind: 'nothing' })
