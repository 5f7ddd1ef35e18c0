import { renameSync } from 'node:fs'
import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import { inside, type SandboxSpec } from '../sandbox-spec.ts'
import { sizeOf } from '../size-of.ts'
import { getTool } from '../tools.ts'
import { isBuilding } from './claims.ts'
import { cachesDirectory } from './environment-paths.ts'

const mib = 1024 ** 2
/** Per cache; a cache for one oTree takes 50 to 170 MB. */
const budgetBytes = 1024 * mib
const goneMark = '.gone-'

/** Keeps each package cache within its budget: what uv itself calls unused goes first, then the whole cache, which only costs the next installation some
 * seconds. Nothing is touched while anything is being built. @returns freed bytes */
export async function limitCaches(context: Pick<Context, 'settings' | 'confinement'>, budget = budgetBytes): Promise<number> {
  const caches = cachesDirectory(context.settings)
  let freed = 0
  for (const scope of await readdir(caches).catch(() => [])) {
    if (isBuilding()) return freed
    const cache = join(caches, scope)
    freed += scope.startsWith(goneMark) ? await removeTree(cache) : await limitCache(context, cache, budget)
  }
  return freed
}

async function limitCache(context: Pick<Context, 'settings' | 'confinement'>, cache: string, budget: number): Promise<number> {
  const before = await sizeOf(cache)
  if (before <= budget) return 0
  await prune(context, cache)
  const after = await sizeOf(cache)
  if (after <= budget || isBuilding()) return before - after
  const gone = join(cachesDirectory(context.settings), `${goneMark}${process.pid}-${Math.trunc(performance.now())}`)
  renameSync(cache, gone) // in one go with the question above
  await removeTree(gone)
  return before
}

/** As the cache's own user and in the sandbox: what lies in it may be a trap. */
async function prune({ settings, confinement }: Pick<Context, 'settings' | 'confinement'>, cache: string): Promise<void> {
  const uv = await getTool('uv', settings)
  const mounts = [
    { from: uv, to: '/uv' },
    { from: cache, to: '/cache', writable: true },
  ]
  const sandbox: SandboxSpec = {
    purpose: { kind: 'build', instance: null },
    image: null,
    mounts,
    workingDirectory: '/cache',
    network: false,
    uid: confinement.asRoot ? (await lstat(cache)).uid : null,
    command: [inside(confinement, { mounts }, '/uv/uv'), 'cache', 'prune', '--quiet'],
  }
  const env = {
    PATH: '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    HOME: '/nonexistent',
    UV_NO_CONFIG: '1',
    UV_CACHE_DIR: inside(confinement, { mounts }, '/cache'),
  }
  await confinement.run(sandbox, { env, timeoutMs: 120_000 })
}

async function removeTree(path: string): Promise<number> {
  const size = await sizeOf(path)
  await rm(path, { recursive: true, force: true })
  return size
}
