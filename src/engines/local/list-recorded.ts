import type { EngineFact, RunningProcess } from '../../domain/engine.ts'
import type { EngineKind } from '../../domain/engine-kind.ts'
import type { InstanceId } from '../../domain/names.ts'
import type { Settings } from '../../domain/settings.ts'
import { describeProcess } from './otree-process.ts'
import { listOwnInstances } from './own-instances.ts'
import { instancePaths, processPaths } from './paths.ts'
import { isAlive, readBootId } from './proc.ts'
import { listRecords, readRecord } from './process-record.ts'

/** What runs of an engine's instances as this machine itself tells, while the engine cannot be asked: whoever shut a process in, it lives here,
 * and its record says where it answers. Nothing is said of databases, and nothing is changed. */
export async function listRecorded(settings: Settings, engine: EngineKind): Promise<readonly EngineFact[]> {
  const bootId = await readBootId()
  const ids = await listOwnInstances({ settings, confinement: { engine } })
  return await Promise.all(ids.map((id) => toFact(settings, id, bootId)))
}

async function toFact(settings: Settings, instanceId: InstanceId, bootId: string): Promise<EngineFact> {
  const { records } = instancePaths(settings, instanceId)
  const processes = (await listRecords(records)).map((processId) => findLiving(settings, { instanceId, processId, bootId }))
  return { instanceId, database: 'unknown', processes: (await Promise.all(processes)).filter((each) => each !== undefined), ended: [] }
}

interface Asked {
  readonly instanceId: InstanceId
  readonly processId: string
  readonly bootId: string
}

async function findLiving(settings: Settings, { instanceId, processId, bootId }: Asked): Promise<RunningProcess | undefined> {
  const files = processPaths(instancePaths(settings, instanceId), processId)
  const record = await readRecord(files.record)
  if (!record || record.commit === '' || record.pid === null) return undefined // none, the database, or not known yet
  return (await isAlive({ ...record, pid: record.pid }, bootId)) ? describeProcess(instanceId, record, files) : undefined
}
