import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { runGit } from './git-command.ts'

const manyPacks = 40

/** Every push and upload leaves a pack; many are put together to one now and then. What is pinned or younger than two weeks stays. */
export async function tidyRepository(repository: string): Promise<void> {
  const names = await readdir(join(repository, 'objects', 'pack'))
  if (names.filter((name) => name.endsWith('.pack')).length < manyPacks) return
  await runGit(repository, ['-c', 'pack.threads=1', 'gc', '--quiet', '--prune=2.weeks.ago'], { timeoutMs: 600_000 })
}

/** Removes what a git that was killed has left of pushes: it cleans up after errors, but not after signals. None may be under way. */
export async function sweepPushes(repository: string): Promise<void> {
  for (const name of await findQuarantines(repository, 'incoming')) await removeQuarantine(repository, name)
}

/** Removes what pushes and uploads have left behind when the manager was killed in the middle of them. */
export async function sweepAfterCrash(dataDir: string): Promise<void> {
  for (const id of await listIfThere(join(dataDir, 'instances'))) {
    const repository = join(dataDir, 'instances', id, 'repository.git')
    const names = await findQuarantines(repository, 'incoming', 'upload')
    for (const name of names) if (await isOlderThanWe(repository, name)) await removeQuarantine(repository, name)
  }
}

async function isOlderThanWe(repository: string, name: string): Promise<boolean> {
  return (await stat(join(repository, 'objects', name))).mtimeMs < performance.timeOrigin
}

const removeQuarantine = (repository: string, name: string): Promise<void> =>
  rm(join(repository, 'objects', name), { recursive: true, force: true })

async function findQuarantines(repository: string, ...kinds: readonly string[]): Promise<readonly string[]> {
  const names = await listIfThere(join(repository, 'objects'))
  return names.filter((name) => kinds.some((kind) => name.startsWith(`tmp_objdir-${kind}-`)))
}

async function listIfThere(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
