import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Kysely, type Migration, Migrator } from 'kysely'
import { ManagerError } from '../domain/error.ts'
import { toStoreError } from './store-error.ts'

type Migrations = Readonly<Record<string, Migration>>

/** Refuses a database that a newer version wrote, without writing to it. @throws ManagerError `data_newer` */
export function refuseNewerData(file: string, migrations: Migrations): void {
  const unknown = appliedMigrations(file).filter((name) => !(name in migrations))
  if (unknown.length === 0) return
  throw new ManagerError(
    'data_newer',
    `The data in ${file} was written by a newer version of oTree Manager (it knows "${unknown.at(-1)}"). Nothing was changed. Start that version, or use another data directory.`,
  )
}

/** Copies the file when migrations are about to change data that exists. @returns the copy, or undefined when there was nothing to copy */
export async function backupBeforeMigrating(file: string, backupsDir: string, migrations: Migrations): Promise<string | undefined> {
  const applied = appliedMigrations(file)
  const last = applied.at(-1)
  if (last === undefined || applied.length === Object.keys(migrations).length) return undefined
  await mkdir(backupsDir, { recursive: true, mode: 0o700 })
  const copy = join(backupsDir, `${new Date().toISOString().replaceAll(':', '-')}-before-${last}.sqlite`)
  copyDatabase(file, copy)
  await removeOldCopies(backupsDir)
  return copy
}

/** Brings the database to this version, whole or not at all. */
export async function migrate<Schema>(database: Kysely<Schema>, migrations: Migrations): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) }
  // Migrations of one release may have come to a developer's data in another order; they do not build on each other.
  const { error } = await new Migrator({ db: database, provider, allowUnorderedMigrations: true }).migrateToLatest()
  if (error) throw error
}

/** Names of the migrations that a file went through, oldest first; empty when there is no such file. Reads only. */
function appliedMigrations(file: string): readonly string[] {
  if (!existsSync(file)) return []
  const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 })
  try {
    const table = database.prepare("select 1 from sqlite_master where name = 'kysely_migration'").get()
    if (table === undefined) return []
    return database
      .prepare('select name from kysely_migration order by name')
      .all()
      .map((row) => String(row.name))
  } catch (error) {
    throw toStoreError(error, file)
  } finally {
    database.close()
  }
}

function copyDatabase(file: string, copy: string): void {
  const database = new DatabaseSync(file, { timeout: 10_000 })
  try {
    database.prepare('vacuum into ?').run(copy)
  } finally {
    database.close()
  }
}

const keptCopies = 5

async function removeOldCopies(directory: string): Promise<void> {
  const copies = (await readdir(directory)).filter((name) => basename(name).endsWith('.sqlite')).sort()
  for (const name of copies.slice(0, -keptCopies)) await rm(join(directory, name))
}
