import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseFact } from '../../../domain/engine.ts'
import type { InstanceId } from '../../../domain/names.ts'
import { type Context, pathsOf } from '../context.ts'
import { listOwnInstances } from '../own-instances.ts'
import type { InstancePaths } from '../paths.ts'
import type { PostgresPrograms } from './programs.ts'

/** Which PostgreSQL the data of each instance need, and whether it is there. */
export async function listDatabases(context: Context): Promise<DatabaseFact[]> {
  const systemMajor = await context.confinement.postgres.systemMajor()
  const facts = await Promise.all((await listOwnInstances(context)).map((id) => toFact(context, id, systemMajor)))
  return facts.flatMap((fact) => fact ?? [])
}

async function toFact(context: Context, id: InstanceId, systemMajor: number | null): Promise<DatabaseFact | undefined> {
  const recorded = await readPrograms(pathsOf(context, id)).catch(() => undefined) // not made yet
  if (recorded === undefined) return undefined
  const { postgres } = context.confinement
  const found = await postgres.find(recorded)
  const { binDir, major } = found ?? recorded
  if (found === undefined) return { instanceId: id, major, binDir, programs: 'missing', systemMajor }
  return {
    instanceId: id,
    major,
    binDir,
    programs: postgres.isSafe(found) || systemMajor === null || systemMajor === major ? 'there' : 'at-risk',
    systemMajor,
  }
}

/** The programs with which an instance's database was made, as they were written down then. @throws Error when it was never made */
export async function readPrograms(paths: InstancePaths): Promise<PostgresPrograms> {
  return JSON.parse(await readFile(join(paths.postgres, 'programs.json'), 'utf8')) as PostgresPrograms
}
