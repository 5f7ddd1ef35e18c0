import type { EngineFact } from '../domain/engine.ts'
import type { EngineKind } from '../domain/engine-kind.ts'
import type { InstanceId } from '../domain/names.ts'

/** What several engines found, as one list. All may see the directories of an instance; what counts is what its own engine says. Of instances whose engine
 * said nothing it is told that nobody knows. Pure.
 * @param seen  what each engine that could be asked has found @param belongings  which engine each instance of the store belongs to
 * @param recorded  what is known without them of instances whose engine said nothing */
export function mergeFacts(
  seen: ReadonlyMap<EngineKind, readonly EngineFact[]>,
  belongings: ReadonlyMap<InstanceId, { readonly engine: EngineKind }>,
  recorded: readonly EngineFact[] = [],
): readonly EngineFact[] {
  const merged = new Map<InstanceId, EngineFact>()
  const apart = new Map(recorded.map((fact) => [fact.instanceId, fact]))
  for (const [kind, facts] of seen) {
    for (const fact of facts) {
      const owner = belongings.get(fact.instanceId)?.engine
      if (owner === kind || (owner === undefined && !isAlive(merged.get(fact.instanceId)))) merged.set(fact.instanceId, fact)
    }
  }
  for (const [instanceId, { engine }] of belongings) {
    if (!seen.has(engine)) merged.set(instanceId, apart.get(instanceId) ?? { instanceId, database: 'unknown', processes: [], ended: [] })
  }
  return [...merged.values()]
}

/** Whether something of it runs. */
export const isAlive = (fact: EngineFact | undefined): boolean =>
  fact !== undefined && (fact.database === 'running' || fact.processes.length > 0)
