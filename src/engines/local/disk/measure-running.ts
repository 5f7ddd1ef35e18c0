import type { InstanceId } from '../../../domain/names.ts'
import { type Context, pathsOf } from '../context.ts'
import { listLiving } from '../list-living.ts'
import { listOwnInstances } from '../own-instances.ts'
import { readAllProcesses, withDescendants } from '../proc.ts'
import type { Share } from './judge.ts'
import { measure, nothing, together } from './taken.ts'
import { measureUnlinked } from './unlinked.ts'

/** What every instance takes of which something runs; the others cannot grow. */
export async function measureRunning(context: Context): Promise<ReadonlyMap<InstanceId, Share>> {
  const running = await findRunning(context)
  const shares = await measureShares(context, [...running.keys()])
  const processes = await readAllProcesses()
  const measured = new Map<InstanceId, Share>()
  for (const [id, share] of shares) {
    const pids = running.get(id) ?? []
    const unlinked = await measureUnlinked(withDescendants(pids, processes).map(({ pid }) => pid))
    measured.set(id, { ...share, all: together(share.all, unlinked) })
  }
  return measured
}

/** What instances take by name, all in one walk. */
export async function measureShares(context: Context, ids: readonly InstanceId[]): Promise<ReadonlyMap<InstanceId, Share>> {
  const paths = ids.map((id) => ({ id, ...pathsOf(context, id) }))
  const taken = await measure(paths.flatMap(({ root, run }) => [root, run]))
  return new Map(
    paths.map(({ id, root, run }) => {
      const besideSockets = taken.get(run) ?? nothing
      return [id, { all: together(taken.get(root) ?? nothing, besideSockets), besideSockets }] as const
    }),
  )
}

async function findRunning(context: Context): Promise<ReadonlyMap<InstanceId, readonly number[]>> {
  const ids = await listOwnInstances(context)
  const found = await Promise.all(ids.map(async (id) => [id, (await listLiving(context, id)).map(({ identity }) => identity.pid)] as const))
  return new Map(found.filter(([id, pids]) => pids.length > 0 || context.jobs.has(id)))
}
