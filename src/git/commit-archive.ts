import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArchiveUpload } from '../domain/repositories.ts'
import { newId } from '../lib/ids.ts'
import { type Archive, mostNameLength } from './archives/archive.ts'
import { namesTooLong } from './archives/archive-errors.ts'
import { openArchive } from './archives/open-archive.ts'
import { type Listed, planUpload, type UploadPlan } from './archives/plan-upload.ts'
import { FastImport, type ImportedFile } from './fast-import.ts'
import { runGit } from './git-command.ts'
import { holdUpload } from './pending-objects.ts'

export interface ArchiveCommit extends ArchiveUpload {
  readonly repository: string
  readonly parent: string | null
}

/** Commits the files of an archive on top of `parent`; nothing of it is written to a file system as a file. It is read twice: once to decide, before
 * git has seen anything, and once for the content. The commit's objects wait apart until it is deployed.
 * @returns the new commit, or `parent` when the files are the same @throws ManagerError `invalid_input`, `too_large` */
export async function commitArchive({ file, folder, notice, ...request }: ArchiveCommit): Promise<string> {
  const archive = await openArchive(file)
  const plan = planUpload(archive, await list(archive), folder)
  for (const sentence of plan.notices) notice?.(sentence)
  return commitPlanned({ ...request, archive, plan })
}

async function list(archive: Archive): Promise<readonly Listed[]> {
  const listed: Listed[] = []
  let names = 0
  for await (const { content: _, ...entry } of archive.entries()) {
    names += entry.path.length
    if (names > mostNameLength) throw namesTooLong(mostNameLength)
    listed.push(entry)
  }
  return listed
}

interface Planned extends Omit<ArchiveCommit, 'file' | 'folder' | 'notice'> {
  readonly archive: Archive
  readonly plan: UploadPlan
}

async function commitPlanned({ archive, plan, ...request }: Planned): Promise<string> {
  const { repository, parent } = request
  const quarantine = join(repository, 'objects', `tmp_objdir-upload-${newId('', 12)}`)
  await mkdir(join(quarantine, 'pack'), { recursive: true, mode: 0o700 })
  const importing = new FastImport(repository, quarantine)
  try {
    const files = await importFiles(archive, plan, importing)
    const commit = await importing.commit({ ...request, files })
    if (parent !== null && (await isSameTree(repository, quarantine, [parent, commit]))) return parent
    await holdUpload(repository, commit, quarantine)
    return commit
  } finally {
    await importing.end()
    await rm(quarantine, { recursive: true, force: true })
  }
}

async function importFiles(archive: Archive, { files }: UploadPlan, importing: FastImport): Promise<readonly ImportedFile[]> {
  const imported: ImportedFile[] = []
  let index = 0
  for await (const { size, executable, content } of archive.entries()) {
    const path = files.get(index++)
    if (path !== undefined) imported.push({ path, executable, mark: await importing.addBlob(size, content()) })
  }
  return imported
}

async function isSameTree(repository: string, quarantine: string, commits: readonly string[]): Promise<boolean> {
  const env = { GIT_OBJECT_DIRECTORY: quarantine, GIT_ALTERNATE_OBJECT_DIRECTORIES: join(repository, 'objects') }
  const trees = await runGit(repository, ['rev-parse', ...commits.map((commit) => `${commit}^{tree}`)], { env })
  return new Set(trees.trim().split('\n')).size === 1
}
