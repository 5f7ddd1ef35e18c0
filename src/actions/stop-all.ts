import type { Deps } from '../domain/deps.ts'
import type { EngineFact } from '../domain/engine.ts'

/** How many instances are stopped at the same time. */
const atOnce = 4

/** Stops every process and every database of the machine, in order, without changing what is wanted: the next start brings back what ran. */
export async function stopAll({ engine, gateway }: Pick<Deps, 'engine' | 'gateway'>): Promise<void> {
  const facts = [...(await engine.list())]
  const stopNext = async (): Promise<void> => {
    for (let fact = facts.pop(); fact; fact = facts.pop()) await stopOne({ engine, gateway }, fact)
  }
  await Promise.all(Array.from({ length: atOnce }, stopNext))
}

async function stopOne(
  { engine, gateway }: Pick<Deps, 'engine' | 'gateway'>,
  { instanceId, processes, database }: EngineFact,
): Promise<void> {
  if (processes.length > 0) await gateway.hold(instanceId, { drainMs: 2_000, maxHoldMs: 30_000 }).catch(() => undefined) // a gateway that is away serves nobody
  for (const { processId } of processes) await engine.stop(instanceId, processId)
  if (database === 'running') await engine.stopDatabase(instanceId)
}
