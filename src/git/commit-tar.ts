import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ManagerError } from '../domain/error.ts'
import { newId } from '../lib/ids.ts'
import { findFileAsFolder, treeLimits } from './check-tree.ts'
import { FastImport, type ImportedFile } from './fast-import.ts'
import { runGit } from './git-command.ts'
import { describeLeftOut, findEnvironments, findLeftOut } from './left-out.ts'
import { findPathFault, quotePath } from './path-fault.ts'
import { holdUpload } from './pending-objects.ts'
import { readTar, type TarEntry } from './read-tar.ts'

export interface TarCommit {
  readonly repository: string
  readonly parent: string | null
  readonly tar: NodeJS.ReadableStream
  readonly author: { readonly name: string; readonly email: string }
  readonly message: string
  /** Gets one sentence when files were left out. */
  readonly notice?: (sentence: string) => void
}

/** Commits the files of a tar stream on top of `parent` without touching a file system; its objects wait apart
 * until it is deployed. @returns the new commit, or `parent` when the files are the same @throws ManagerError `invalid_input`, `too_large` */
export async function commitTar(request: TarCommit): Promise<string> {
  const { repository, parent } = request
  const quarantine = join(repository, 'objects', `tmp_objdir-upload-${newId('', 12)}`)
  await mkdir(join(quarantine, 'pack'), { recursive: true, mode: 0o700 })
  const importing = new FastImport(repository, quarantine)
  try {
    const files = await importFiles(request, importing)
    const commit = await importing.commit({ ...request, files })
    if (parent !== null && (await isSameTree(repository, quarantine, [parent, commit]))) return parent
    await holdUpload(repository, commit, quarantine)
    return commit
  } finally {
    await importing.end()
    await rm(quarantine, { recursive: true, force: true })
  }
}

async function isSameTree(repository: string, quarantine: string, commits: readonly string[]): Promise<boolean> {
  const env = { GIT_OBJECT_DIRECTORY: quarantine, GIT_ALTERNATE_OBJECT_DIRECTORIES: join(repository, 'objects') }
  const trees = await runGit(repository, ['rev-parse', ...commits.map((commit) => `${commit}^{tree}`)], { env })
  return new Set(trees.trim().split('\n')).size === 1
}

async function importFiles({ tar, notice }: TarCommit, importing: FastImport): Promise<readonly ImportedFile[]> {
  const found = await readEntries(tar, importing)
  const environments = new Set(findEnvironments([...found.files.keys()]))
  const isKept = (path: string): boolean => !isBelow(path, environments)
  const refused = [...found.refused].find(([path]) => isKept(path))
  if (refused) throw new ManagerError('invalid_input', refused[1])
  const files = [...found.files.values()].filter((file) => isKept(file.path))
  checkFiles(files.map((file) => file.path))
  const sentence = describeLeftOut(new Set([...found.leftOut, ...environments]))
  if (sentence) notice?.(sentence)
  return files
}

const isBelow = (path: string, folders: ReadonlySet<string>): boolean => [...folders].some((folder) => path.startsWith(`${folder}/`))

function checkFiles(paths: readonly string[]): void {
  if (paths.length === 0) throw new ManagerError('invalid_input', 'The upload holds no files. Pack the folder with settings.py in it.')
  const doubled = findFileAsFolder(paths)
  if (doubled)
    throw new ManagerError('invalid_input', `In the upload, ${quotePath(doubled)} lies below a file, not a folder. Pack it again.`)
}

interface Found {
  readonly files: Map<string, ImportedFile>
  readonly leftOut: Set<string>
  /** Path → the sentence that refuses the upload, unless the path turns out to be left out. */
  readonly refused: Map<string, string>
}

async function readEntries(tar: NodeJS.ReadableStream, importing: FastImport): Promise<Found> {
  const found: Found = { files: new Map(), leftOut: new Set(), refused: new Map() }
  let bytes = 0
  let entries = 0
  for await (const entry of readTar(tar, treeLimits.bytes)) {
    if (entry.path === '') continue
    const leftOut = findLeftOut(entry.path)
    if (leftOut !== null) {
      found.leftOut.add(leftOut)
      continue
    }
    bytes += entry.size
    checkBounds(++entries, bytes)
    await addEntry(found, entry, importing)
  }
  return found
}

function checkBounds(entries: number, bytes: number): void {
  if (entries > treeLimits.files * 2) {
    throw new ManagerError('too_large', `The upload has more than ${treeLimits.files} files. Leave out what the experiment does not need.`)
  }
  if (bytes > treeLimits.bytes) {
    throw new ManagerError('too_large', `The upload holds more than ${treeLimits.bytes / 1024 ** 2} MiB. Leave out large files.`)
  }
}

async function addEntry(found: Found, entry: TarEntry, importing: FastImport): Promise<void> {
  const { path, executable } = entry
  const fault = findPathFault(path)
  if (fault) throw new ManagerError('invalid_input', `In the upload, the path ${quotePath(path)} ${fault}. Rename it, and upload again.`)
  if (entry.type === 'directory') return
  if (entry.type === 'file' || entry.type === 'contiguous-file') {
    found.files.set(path, { path, executable, mark: await importing.addBlob(entry.size, entry.content) })
  } else {
    const what = entry.type === 'symlink' || entry.type === 'link' ? 'a link' : 'neither a file nor a folder'
    found.refused.set(path, `In the upload, ${quotePath(path)} is ${what}. Put the file itself in its place, and upload again.`)
  }
}
