import type { Deps } from '../domain/deps.ts'
import type { EngineFact } from '../domain/engine.ts'
import type { InstanceId } from '../domain/names.ts'

/** How many instances are stopped at the same time. */
const atOnce = 4

/** Stops every process and every database of the machine, in order, without changing what is wanted: the next start brings back what ran.
 * What belongs to an engine that was away since the start runs on. */
export async function stopAll({ engine, gateway, store }: Pick<Deps, 'engine' | 'gateway' | 'store'>): Promise<void> {
  const facts = [...(await engine.list())]
  const siteIds = new Map((await store.instances.list({ withTrashed: true })).map(({ id, siteId }) => [id, siteId]))
  const stopNext = async (): Promise<void> => {
    for (let fact = facts.pop(); fact; fact = facts.pop())
      await stopOne({ engine, gateway }, fact, siteIds.get(fact.instanceId) ?? fact.instanceId)
  }
  await Promise.all(Array.from({ length: atOnce }, stopNext))
}

async function stopOne(
  { engine, gateway }: Pick<Deps, 'engine' | 'gateway'>,
  { instanceId, processes, database }: EngineFact,
  siteId: InstanceId,
): Promise<void> {
  if (database === 'unknown') return
  if (processes.length > 0) await gateway.hold(siteId, { drainMs: 2_000, maxHoldMs: 30_000 }).catch(() => undefined) // a gateway that is away serves nobody
  for (const { processId } of processes) await engine.stop(instanceId, processId)
  if (database === 'running') await engine.stopDatabase(instanceId)
}
