import type { InstanceId } from '../../domain/names.ts'
import { type Context, pathsOf } from './context.ts'
import { forgetEnvironments } from './environments/environment-store.ts'
import { endAndForget } from './otree-process.ts'
import { databaseProcessId, stopCluster } from './postgres/cluster.ts'
import { listRecords } from './process-record.ts'
import { removeTree } from './remove-tree.ts'

/** Ends and removes everything of an instance. */
export async function removeInstance(context: Context, id: InstanceId): Promise<void> {
  const paths = pathsOf(context, id)
  const processes = (await listRecords(paths.records)).filter((processId) => processId !== databaseProcessId)
  for (const processId of processes) await endAndForget(context, id, processId)
  await stopCluster(context, id)
  await context.confinement.remove(id)
  await removeTree(paths.run)
  await removeTree(paths.root)
  await forgetEnvironments(context.settings, id)
}
