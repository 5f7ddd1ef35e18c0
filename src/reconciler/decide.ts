import type { EngineFact, RunningProcess } from '../domain/engine.ts'
import { type Instance, type InstanceState, legalMoves } from '../domain/instance.ts'

/** One thing that makes the facts equal to what the store wants. */
export type Mend =
  | { readonly kind: 'stop-process'; readonly processId: string }
  | { readonly kind: 'stop-database' }
  | { readonly kind: 'activate'; readonly processId: string }
  /** Database and, when there is a deployment, oTree. */
  | { readonly kind: 'start' }
  /** Only its row was written: repository and database are missing. */
  | { readonly kind: 'create' }
  | { readonly kind: 'set-state'; readonly state: InstanceState; readonly processId: string | null }

/** Compares what is wanted of an instance with what there is. Mends come in the order in which they must be done; none when all is well.
 * @param fact undefined: the engine has nothing of it */
export function decide(instance: Instance, fact: EngineFact | undefined): readonly Mend[] {
  if (fact?.database === 'unknown') return [] // its engine is away: whatever runs there goes on
  const processes = fact?.processes ?? []
  if (isToRest(instance)) return rest(instance, fact)
  if (instance.deploymentId === null) return awaitDeployment(instance, fact)

  const serving = processes.find(({ processId }) => processId === instance.processId)
  const extras = stopAll(processes.filter((process) => process !== serving))
  if (!serving) return [...extras, { kind: 'start' }]
  return [...extras, ...startDatabase(fact), ...activate(serving), ...moveTo(instance, 'ready', serving.processId)]
}

const isToRest = ({ wanted, state, trashedAt }: Instance): boolean =>
  wanted === 'stopped' || state === 'asleep' || state === 'trashed' || trashedAt !== null

/** Nothing runs; oTree goes before its database. */
function rest(instance: Instance, fact: EngineFact | undefined): readonly Mend[] {
  const stops: readonly Mend[] = [
    ...stopAll(fact?.processes ?? []),
    ...(fact?.database === 'running' ? [{ kind: 'stop-database' } as const] : []),
  ]
  const state = instance.trashedAt !== null || ['asleep', 'trashed'].includes(instance.state) ? instance.state : 'stopped'
  return [...stops, ...moveTo(instance, state, null)]
}

/** Before the first deployment only the database runs. */
function awaitDeployment(instance: Instance, fact: EngineFact | undefined): readonly Mend[] {
  if (!fact) return [{ kind: 'create' }]
  return [...stopAll(fact.processes), ...startDatabase(fact), ...moveTo(instance, 'ready-for-deployment', null)]
}

const stopAll = (processes: readonly RunningProcess[]): readonly Mend[] =>
  processes.map(({ processId }) => ({ kind: 'stop-process', processId }))

const startDatabase = (fact: EngineFact | undefined): readonly Mend[] => (fact?.database === 'running' ? [] : [{ kind: 'start' }])

const activate = ({ processId, active }: RunningProcess): readonly Mend[] => (active ? [] : [{ kind: 'activate', processId }])

/** What cannot be reached by a legal move stays as it is. */
function moveTo(instance: Instance, state: InstanceState, processId: string | null): readonly Mend[] {
  if (instance.state === state && instance.processId === processId) return []
  const moves: readonly InstanceState[] = legalMoves[instance.state]
  if (instance.state !== state && !moves.includes(state)) {
    return instance.processId === processId ? [] : [{ kind: 'set-state', state: instance.state, processId }]
  }
  return [{ kind: 'set-state', state, processId }]
}
