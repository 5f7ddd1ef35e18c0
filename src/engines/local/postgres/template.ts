import { appendFile, chown, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Settings } from '../../../domain/settings.ts'
import { newId, newSecret } from '../../../lib/ids.ts'
import { CommandError, type CommandResult } from '../../../lib/run-command.ts'
import type { Confinement } from '../confinement.ts'
import { makeOurs, makeTheirs } from '../context.ts'
import { type PostgresCommand, type PostgresPlace, postgresEnvironment, postgresSandbox } from './sandbox.ts'
import { hostBasedAuthentication, serverSettings } from './server-settings.ts'

/** A cleanly stopped database directory with super-user `otm` and database `otree` of role `otree`, of which instances get copies. */
export interface Template {
  readonly dataDirectory: string
  /** First password of both roles in a copy; replaced at once. */
  readonly secret: string
}

interface Maker {
  readonly settings: Settings
  readonly confinement: Pick<Confinement, 'asRoot' | 'hasOwnFiles' | 'engine' | 'postgres' | 'run'>
}

/** Whoever is not root makes it as themselves. */
const nobody = 65_534

const templatesDirectory = (settings: Settings): string => join(settings.dataDir, 'postgres-templates')
export const passwdFile = (settings: Settings): string => join(templatesDirectory(settings), 'passwd')

/** Finds the template of this major version, or makes it (once; a second or two). */
export async function getTemplate(maker: Maker): Promise<Template> {
  const { engine, postgres } = maker.confinement
  const name = `${engine === 'process' ? '' : `${engine}-`}${postgres.current.major}`
  const directory = join(templatesDirectory(maker.settings), name)
  return (await readTemplate(directory)) ?? (await makeTemplate(maker, directory))
}

async function readTemplate(directory: string): Promise<Template | undefined> {
  try {
    return { dataDirectory: join(directory, 'data'), secret: await readFile(join(directory, 'secret'), 'utf8') }
  } catch {
    return undefined // not made yet
  }
}

async function makeTemplate(maker: Maker, directory: string): Promise<Template> {
  const temporary = `${directory}.${newId('t', 8)}.tmp`
  await makeOurs(maker, templatesDirectory(maker.settings))
  await makeOurs(maker, temporary)
  try {
    await fill(maker, temporary)
    await rename(temporary, directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error // else somebody else was faster
    })
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
  const made = await readTemplate(directory)
  if (made === undefined) throw new Error(`The template in ${directory} is damaged; remove this directory.`)
  return made
}

async function fill(maker: Maker, directory: string): Promise<void> {
  const secret = newSecret()
  const uid = maker.confinement.asRoot ? nobody : null
  const dataDirectory = join(directory, 'data')
  await makeTheirs(dataDirectory, uid)
  await writePasswd(maker)
  const place = {
    purpose: { kind: 'job' as const, instance: null },
    programs: maker.confinement.postgres.current,
    dataDirectory,
    socketDirectory: null,
    uid,
    passwdFile: passwdFile(maker.settings),
  }
  await initialise(maker, place, join(directory, 'password'), secret)
  await appendFile(join(dataDirectory, 'postgresql.conf'), serverSettings(maker.confinement.postgres.current.major))
  await writeFile(join(dataDirectory, 'pg_hba.conf'), hostBasedAuthentication)
  await createRoleAndDatabase(maker, place, secret)
  await writeFile(join(directory, 'secret'), secret, { mode: 0o600 })
}

/** Names for the uid that makes the template; `initdb` asks for it. */
async function writePasswd({ confinement, settings }: Maker): Promise<void> {
  const own = confinement.asRoot ? '' : `otm:x:${process.getuid?.()}:${process.getgid?.()}::/:/bin/false\n`
  await writeFile(passwdFile(settings), `root:x:0:0::/:/bin/false\nnobody:x:${nobody}:${nobody}::/:/bin/false\n${own}`, { mode: 0o644 })
}

async function initialise(
  maker: Maker,
  place: PostgresPlace & { readonly dataDirectory: string },
  passwordFile: string,
  secret: string,
): Promise<void> {
  await writeFile(passwordFile, secret, { mode: 0o600 })
  if (place.uid !== null) await chown(passwordFile, place.uid, place.uid)
  const withPassword = { ...place, mounts: [{ from: passwordFile, to: '/pg/password' }] }
  const options = ['-U', 'otm', '-A', 'scram-sha-256', '--pwfile=/pg/password', '--no-sync', '--encoding=UTF8', '--wal-segsize=1'] as const
  try {
    const first = await runPostgres(maker, withPassword, ['initdb', '-D', '/pg/data', ...options, '--locale=C.UTF-8'])
    if (first.exitCode === 0) return
    // macOS and old systems do not know C.UTF-8
    await emptyDirectory(place)
    const second = await runPostgres(maker, withPassword, ['initdb', '-D', '/pg/data', ...options, '--locale=C'])
    if (second.exitCode !== 0) throw new CommandError('initdb', second)
  } finally {
    await rm(passwordFile)
  }
}

async function emptyDirectory({ dataDirectory, uid }: { readonly dataDirectory: string; readonly uid: number | null }): Promise<void> {
  await rm(dataDirectory, { recursive: true })
  await makeTheirs(dataDirectory, uid)
}

/** In single-user mode, which needs no server. The database `postgres` is dropped: fewer files to copy. */
async function createRoleAndDatabase(maker: Maker, place: PostgresPlace, secret: string): Promise<void> {
  const sql = [
    `CREATE ROLE otree LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '${secret}'`,
    'CREATE DATABASE otree OWNER otree TEMPLATE template0',
    'REVOKE CONNECT ON DATABASE template1 FROM PUBLIC',
    'DROP DATABASE postgres',
  ]
  const result = await runPostgres(maker, place, ['postgres', '--single', '-D', '/pg/data', 'template1'], `${sql.join(';\n')};\n`)
  if (result.exitCode !== 0 || /ERROR|FATAL/.test(result.stderr)) throw new CommandError('postgres --single', result)
}

function runPostgres({ confinement }: Maker, place: PostgresPlace, command: PostgresCommand, input?: string): Promise<CommandResult> {
  const options = { env: postgresEnvironment, timeoutMs: 120_000, ...(input === undefined ? {} : { input }) }
  return confinement.run(postgresSandbox(confinement, place, command), options)
}
