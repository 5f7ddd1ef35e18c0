import type { Deps } from '../domain/deps.ts'
import type { KeptFiles, RunningProcess } from '../domain/engine.ts'
import { ManagerError } from '../domain/error.ts'
import type { InstanceId } from '../domain/names.ts'

/** The living processes of an instance, also one that a crash left beside the right one. @throws ManagerError `engine.unavailable` when nobody knows */
export async function listProcesses({ engine }: Pick<Deps, 'engine'>, id: InstanceId): Promise<readonly RunningProcess[]> {
  const fact = (await engine.list()).find(({ instanceId }) => instanceId === id)
  if (fact?.database === 'unknown') {
    throw new ManagerError(
      'engine.unavailable',
      'The engine that this instance belongs to cannot be reached, so nothing was done to it. Look at what "otm doctor" says about the engine, then try again.',
    )
  }
  return fact?.processes ?? []
}

/** Ends every process of an instance. @param keptId  the one that goes on, if any @returns the files that they had written, which are kept */
export async function stopProcesses(
  deps: Pick<Deps, 'engine'>,
  id: InstanceId,
  keptId: string | null = null,
): Promise<readonly KeptFiles[]> {
  const all: KeptFiles[] = []
  for (const { processId } of await listProcesses(deps, id)) {
    const kept = processId === keptId ? null : await deps.engine.stop(id, processId)
    if (kept) all.push(kept)
  }
  return all
}
