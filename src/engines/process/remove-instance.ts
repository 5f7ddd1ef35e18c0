import { rm } from 'node:fs/promises'
import type { InstanceId } from '../../domain/names.ts'
import { processesInGroup, removeGroup } from './cgroup/cgroups.ts'
import { type Context, pathsOf } from './context.ts'
import { endProcess } from './end-process.ts'
import { forgetEnvironments } from './environments/environment-store.ts'
import { endAndForget } from './otree-process.ts'
import { databaseProcessId, stopCluster } from './postgres/cluster.ts'
import { readProcess } from './proc.ts'
import { listRecords } from './process-record.ts'

/** Ends and removes everything of an instance. */
export async function removeInstance(context: Context, id: InstanceId): Promise<void> {
  const paths = pathsOf(context, id)
  const processes = (await listRecords(paths.records)).filter((processId) => processId !== databaseProcessId)
  for (const processId of processes) await endAndForget(context, id, processId)
  await stopCluster(context, id)
  await emptyGroup(context, id)
  await rm(paths.run, { recursive: true, force: true })
  await rm(paths.root, { recursive: true, force: true, maxRetries: 3 })
  await forgetEnvironments(context.settings, id)
}

async function emptyGroup({ cgroups, bootId }: Context, id: InstanceId): Promise<void> {
  if (cgroups === null) return
  for (const pid of await processesInGroup(cgroups, id)) {
    const startTicks = (await readProcess(pid))?.startTicks ?? null
    await endProcess({ pid, startTicks, bootId }, 0)
  }
  await removeGroup(cgroups, id)
}
