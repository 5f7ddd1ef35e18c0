import type { InstanceId } from '../../domain/names.ts'
import { type Context, pathsOf } from './context.ts'
import { processPaths } from './paths.ts'
import { databaseProcessId } from './postgres/cluster.ts'
import type { ProcessIdentity } from './proc.ts'
import { listRecords, type ProcessRecord, readState } from './process-record.ts'

export interface LivingProcess {
  readonly record: ProcessRecord
  readonly identity: ProcessIdentity
}

/** What lives of an instance, its database included. */
export async function listLiving(context: Context, id: InstanceId): Promise<readonly LivingProcess[]> {
  const paths = pathsOf(context, id)
  const ids = await listRecords(paths.records)
  const states = await Promise.all(ids.map((processId) => readState(context, processPaths(paths, processId))))
  return states.flatMap((state) => (state?.living ? [{ record: state.record, identity: state.living }] : []))
}

/** Of these, what is not the database. */
export const listLivingOtrees = async (context: Context, id: InstanceId): Promise<readonly LivingProcess[]> =>
  (await listLiving(context, id)).filter(({ record }) => record.processId !== databaseProcessId)
