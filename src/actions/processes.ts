import type { Deps } from '../domain/deps.ts'
import type { KeptFiles, RunningProcess } from '../domain/engine.ts'
import type { InstanceId } from '../domain/names.ts'

/** The living processes of an instance, also one that a crash left beside the right one. */
export async function listProcesses({ engine }: Pick<Deps, 'engine'>, id: InstanceId): Promise<readonly RunningProcess[]> {
  return (await engine.list()).find(({ instanceId }) => instanceId === id)?.processes ?? []
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
