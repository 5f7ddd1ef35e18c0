import { readdir } from 'node:fs/promises'
import type { Freed } from '../../domain/engine.ts'
import { toInstanceId } from '../../domain/names.ts'
import type { Context } from './context.ts'
import { limitCaches } from './environments/limit-caches.ts'
import { sweepEnvironments } from './environments/sweep-environments.ts'
import { listLivingOtrees } from './list-living.ts'
import { instancesDirectory } from './paths.ts'

/** Removes environments that neither a deployment nor a process needs, and what is too much in the caches. */
export async function tidy(context: Context, needed: ReadonlySet<string>, now = Date.now()): Promise<Freed> {
  const running = await runningEnvironments(context)
  const freed =
    running === 'unknown'
      ? { environments: 0, freedBytes: 0 }
      : await sweepEnvironments(context.settings, new Set([...needed, ...running]), now)
  return { ...freed, freedBytes: freed.freedBytes + (await limitCaches(context)) }
}

/** `unknown`: something runs that an older manager started, which did not note it. */
async function runningEnvironments(context: Context): Promise<ReadonlySet<string> | 'unknown'> {
  const running = new Set<string>()
  const names = (await readdir(instancesDirectory(context.settings)).catch(() => [])).filter((name) => /^i[a-z2-7]{8}$/.test(name))
  for (const name of names) {
    for (const { record } of await listLivingOtrees(context, toInstanceId(name))) {
      if (record.environment === undefined) return 'unknown'
      running.add(record.environment)
    }
  }
  return running
}
