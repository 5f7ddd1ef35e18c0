import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { InstanceId } from '../../domain/names.ts'
import { type Context, pathsOf } from './context.ts'
import { listOwnInstances } from './own-instances.ts'
import { processPaths } from './paths.ts'
import { databaseProcessId } from './postgres/cluster.ts'
import { listRecords, readRecord } from './process-record.ts'
import { removeTree } from './remove-tree.ts'

/** Removes what a manager that was killed in the middle of something left behind: copies, sockets and half-made directories without a
 * record. One-off commands died with it. To be called before anything else is done. */
export async function sweep(context: Context): Promise<void> {
  await context.confinement.sweep(
    async (id, processId) => (await readRecord(processPaths(pathsOf(context, id), processId).record)) !== undefined,
  )
  await Promise.all((await listOwnInstances(context)).map((id) => sweepInstance(context, id)))
}

async function sweepInstance(context: Context, id: InstanceId): Promise<void> {
  const paths = pathsOf(context, id)
  const known = new Set(await listRecords(paths.records))
  const ofProcess = (entry: string): boolean => known.has(entry) && entry !== databaseProcessId
  await removeUnless(paths.work, ofProcess)
  await removeUnless(
    paths.run,
    (entry) => ofProcess(entry.replace(/\.(web|control)$/, '')) || join(paths.run, entry) === paths.postgresSocket,
  )
  for (const directory of [paths.releases, paths.postgres, paths.records]) await removeUnless(directory, (entry) => !entry.endsWith('.tmp'))
}

async function removeUnless(directory: string, isKept: (entry: string) => boolean): Promise<void> {
  const entries = await readdir(directory).catch(() => [])
  for (const entry of entries.filter((each) => !isKept(each))) await removeTree(join(directory, entry))
}
