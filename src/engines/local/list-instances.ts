import type { EngineFact, RunningProcess } from '../../domain/engine.ts'
import type { InstanceId } from '../../domain/names.ts'
import { type Context, pathsOf } from './context.ts'
import { clearAway, describeProcess } from './otree-process.ts'
import { listOwnInstances } from './own-instances.ts'
import { type InstancePaths, processPaths } from './paths.ts'
import { databaseProcessId } from './postgres/cluster.ts'
import { listRecords, readState } from './process-record.ts'
import { takeSockets } from './take-sockets.ts'

/** What there is on the machine, whoever started it. What ended is told once, and cleared away. */
export async function listInstances(context: Context): Promise<readonly EngineFact[]> {
  return await Promise.all((await listOwnInstances(context)).map((id) => toFact(context, id)))
}

async function toFact(context: Context, id: InstanceId): Promise<EngineFact> {
  const paths = pathsOf(context, id)
  const database = await readState(context, processPaths(paths, databaseProcessId))
  const ids = (await listRecords(paths.records)).filter((processId) => processId !== databaseProcessId)
  const looked = await Promise.all(ids.map((processId) => look(context, id, paths, processId)))
  return {
    instanceId: id,
    database: database?.living ? 'running' : 'stopped',
    processes: looked.flatMap(({ running }) => running ?? []),
    ended: looked.flatMap(({ ended }) => ended ?? []),
  }
}

interface Look {
  readonly running?: RunningProcess
  readonly ended?: { readonly processId: string; readonly exitCode: number | null }
}

async function look(context: Context, id: InstanceId, paths: InstancePaths, processId: string): Promise<Look> {
  const files = processPaths(paths, processId)
  const state = await readState(context, files)
  if (state?.living) {
    await takeSockets(files) // of one that an older manager started
    return { running: describeProcess(id, state.record, files) }
  }
  if (state === undefined || context.inHand.has(processId)) return {}
  await clearAway(context, { paths, files, record: state.record, keepFiles: true })
  return { ended: { processId, exitCode: state.exitCode } }
}
