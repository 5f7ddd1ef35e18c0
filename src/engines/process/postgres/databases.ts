import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseFact } from '../../../domain/engine.ts'
import { toInstanceId } from '../../../domain/names.ts'
import { type Context, pathsOf } from '../context.ts'
import { type InstancePaths, instancesDirectory } from '../paths.ts'
import { toolsDirectory } from '../tools.ts'
import { findPostgresMajor, findSystemPostgres, isStillThere, type PostgresPrograms } from './programs.ts'

/** Which PostgreSQL the data of each instance need, and whether it is there. */
export async function listDatabases(context: Context): Promise<DatabaseFact[]> {
  const systemMajor = (await findSystemPostgres())?.major ?? null
  const names = (await readdir(instancesDirectory(context.settings)).catch(() => [])).filter((name) => /^i[a-z2-7]{8}$/.test(name))
  const facts = await Promise.all(names.map((name) => toFact(context, name, systemMajor)))
  return facts.flatMap((fact) => fact ?? [])
}

async function toFact(context: Context, name: string, systemMajor: number | null): Promise<DatabaseFact | undefined> {
  const id = toInstanceId(name)
  const recorded = await readPrograms(pathsOf(context, id)).catch(() => undefined) // not made yet
  if (recorded === undefined) return undefined
  const { binDir, major } = (await findRecorded(context, recorded)) ?? { ...recorded, binDir: null }
  if (binDir === null) return { instanceId: id, major, binDir: recorded.binDir, programs: 'missing', systemMajor }
  const isOurs = binDir === context.settings.postgresBinDir || binDir.startsWith(`${toolsDirectory(context.settings)}/`)
  return {
    instanceId: id,
    major,
    binDir,
    programs: isOurs || systemMajor === null || systemMajor === major ? 'there' : 'at-risk',
    systemMajor,
  }
}

/** The programs with which an instance's database was made, as they were written down then. @throws Error when it was never made */
export async function readPrograms(paths: InstancePaths): Promise<PostgresPrograms> {
  return JSON.parse(await readFile(join(paths.postgres, 'programs.json'), 'utf8')) as PostgresPrograms
}

/** The recorded programs, or others of the same major version: only these read the data. */
export async function findRecorded(
  { settings }: Pick<Context, 'settings'>,
  recorded: PostgresPrograms,
): Promise<PostgresPrograms | undefined> {
  return (await isStillThere(recorded)) ? recorded : findPostgresMajor(settings, recorded.major)
}
