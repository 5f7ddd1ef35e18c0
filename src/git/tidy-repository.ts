import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { crashReportPrefix } from './fast-import.ts'
import { runGit } from './git-command.ts'
import { dropPending, listPending } from './pending-objects.ts'

const manyPacks = 40

/** Not `git gc`: that leaves out what other object directories have, and those of pending commits come and go. */
const repack = ['-c', 'pack.threads=1', 'repack', '-A', '-d', '--quiet', '--unpack-unreachable=2.weeks.ago']

const underWay = new Set<string>()

/** Every push and upload leaves a pack; many are put together to one now and then. What is pinned or younger than two weeks stays. */
export async function tidyRepository(repository: string): Promise<void> {
  const names = await readdir(join(repository, 'objects', 'pack'))
  if (underWay.has(repository) || names.filter((name) => name.endsWith('.pack')).length < manyPacks) return
  underWay.add(repository)
  try {
    await runGit(repository, repack, { timeoutMs: 600_000 })
    await runGit(repository, ['prune', '--expire=2.weeks.ago'], { timeoutMs: 600_000 })
  } finally {
    underWay.delete(repository)
  }
}

/** Removes what a git that was killed has left of pushes: it cleans up after errors, but not after signals. None may be under way. */
export async function sweepPushes(repository: string): Promise<void> {
  for (const name of await findQuarantines(repository, 'incoming')) await removeQuarantine(repository, name)
}

/** Removes what pushes and uploads have left behind when the manager was killed in the middle of them.
 * @param wanted  commits whose deployment goes on */
export async function sweepAfterCrash(dataDir: string, wanted: ReadonlySet<string>): Promise<void> {
  for (const id of await listIfThere(join(dataDir, 'instances'))) {
    const repository = join(dataDir, 'instances', id, 'repository.git')
    await dropUnwanted(repository, wanted)
    const names = await findQuarantines(repository, 'incoming', 'upload')
    for (const name of names) if (await isOlderThanWe(join(repository, 'objects', name))) await removeQuarantine(repository, name)
    for (const name of await listIfThere(repository)) if (name.startsWith(crashReportPrefix)) await rm(join(repository, name))
  }
}

/** Pending commits that no deployment pinned before the manager was killed. The others are their operations' concern. */
async function dropUnwanted(repository: string, wanted: ReadonlySet<string>): Promise<void> {
  for (const commit of await listPending(repository)) {
    if (wanted.has(commit)) continue
    const isOld = await isOlderThanWe(join(repository, 'pending', commit))
    if (isOld && (await runGit(repository, ['for-each-ref', `--points-at=${commit}`])) === '') await dropPending(repository, commit)
  }
}

async function isOlderThanWe(path: string): Promise<boolean> {
  return (await stat(path)).mtimeMs < performance.timeOrigin
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
