import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { atomicWrite } from '../lib/atomic-write.ts'
import { adoptObjects } from './adopt-objects.ts'

/** New objects of a commit wait in a directory of their own until it is deployed, so that a failed deployment leaves the disk as it was. Every
 * git on the repository sees them, since `objects/info/alternates` names these directories. */
const pendingOf = (repository: string, commit: string): string => join(repository, 'pending', commit)

/** Copies (by hard links) what a push brought. Twice is the same as once. */
export async function holdPush(repository: string, commit: string, quarantine: string): Promise<void> {
  await mkdir(pendingOf(repository, commit), { recursive: true, mode: 0o700 })
  await adoptObjects(quarantine, pendingOf(repository, commit))
  await publish(repository)
}

/** Takes over the directory in which an upload was made, unless the very same commit waits already. */
export async function holdUpload(repository: string, commit: string, directory: string): Promise<void> {
  await mkdir(join(repository, 'pending'), { recursive: true, mode: 0o700 })
  await rename(directory, pendingOf(repository, commit)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  await publish(repository)
}

/** A commit was deployed: what waits becomes the repository's own. All of it, since an upload may share files with another one. */
export async function takePending(repository: string): Promise<void> {
  for (const commit of await listPending(repository)) {
    await adoptObjects(pendingOf(repository, commit), join(repository, 'objects'))
    await dropPending(repository, commit)
  }
}

/** The commit will not be deployed. */
export async function dropPending(repository: string, commit: string): Promise<void> {
  await publish(repository, commit)
  await rm(pendingOf(repository, commit), { recursive: true, force: true })
}

/** Commits whose objects wait. */
export async function listPending(repository: string): Promise<readonly string[]> {
  try {
    return (await readdir(join(repository, 'pending'))).sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** Names what is there now; once more when that has changed meanwhile, since pushes and uploads do not wait for each other. */
async function publish(repository: string, without?: string): Promise<void> {
  const isNamed = (commit: string): boolean => commit !== without
  const commits = (await listPending(repository)).filter(isNamed)
  const lines = commits.map((commit) => `${pendingOf(repository, commit)}\n`)
  await mkdir(join(repository, 'objects', 'info'), { recursive: true, mode: 0o700 })
  await atomicWrite(join(repository, 'objects', 'info', 'alternates'), lines.join(''))
  const now = (await listPending(repository)).filter(isNamed)
  if (now.join() !== commits.join()) await publish(repository, without)
}
