import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { toRuntimeDir } from '../../src/config/runtime-dir.ts'
import type { InstanceId } from '../../src/domain/names.ts'
import { openStore } from '../../src/store/open-store.ts'
import { isMeasuring } from './leftovers.ts'
import { readProcesses, toCommand, toNumbers } from './read-processes.ts'

/** All that there is of a manager's instances: what runs, what lies on the disk, what the store says, and what is in their databases. */
export interface Stock {
  readonly processes: readonly string[]
  readonly files: readonly string[]
  readonly store: Readonly<Record<string, readonly string[]>>
  /** By instance: a fingerprint of each table; null: its database does not run. */
  readonly databases: Readonly<Record<string, readonly string[] | null>>
}

export async function takeStock(dataDir: string): Promise<Stock> {
  const ids = (await readdir(join(dataDir, 'instances'))).toSorted() as InstanceId[]
  const databases = await Promise.all(ids.map(async (id) => [id, await readDatabase(dataDir, id)] as const))
  return {
    processes: await listProcesses(dataDir),
    files: [...(await listFiles(dataDir, '')), ...(await listFiles(toRuntimeDir(dataDir, process.env), ''))].map(withoutIds).toSorted(),
    store: readStore(dataDir),
    databases: Object.fromEntries(databases),
  }
}

/** What is restarted is another process, and the same. */
const withoutIds = (text: string): string => text.replaceAll(/\bp[a-z2-7]{8}\b/g, 'PROCESS')

/** Also those inside sandboxes, whose arguments do not tell where they belong, but what they see of the disk does. */
async function listProcesses(dataDir: string): Promise<readonly string[]> {
  const all = await readProcesses('cmdline', 'mountinfo', 'stat')
  const commands = new Map(all.map((each) => [toNumbers(each)?.pid, each.cmdline]))
  const isJustForked = (each: (typeof all)[number]): boolean => commands.get(toNumbers(each)?.parent) === each.cmdline // PostgreSQL names it in a moment
  return all
    .filter(({ cmdline, mountinfo }) => cmdline !== '' && (cmdline.includes(dataDir) || mountinfo.includes(dataDir)))
    .filter((each) => !isJustForked(each))
    .map((each) => withoutIds(toCommand(each)))
    .filter((command) => !isComingAndGoing.test(command) && !isMeasuring.test(command))
    .toSorted()
}

/** PostgreSQL's processes for connections and for its housekeeping; and who waits for a sandbox, whose own processes are listed, too: it ends a moment after
 * them. */
const isComingAndGoing = /^(postgres: (otree|otm|autovacuum worker)|\S*bwrap)\b/

/** Logs grow, the store and databases are looked at from inside, packages and programs are kept for the next time, and git puts objects together by itself. */
const leftAside = new RegExp(
  [
    '^(log|metrics|ssh|tools|package-caches|postgres-templates)$',
    '^(store\\.sqlite.*|disk\\.json|environments/[^/]+/.*)$',
    '^instances/[^/]+/(log|incoming|postgres/data|repository\\.git/objects/(..|pack|info))$',
    '__pycache__',
  ].join('|'),
)

async function listFiles(root: string, directory: string): Promise<string[]> {
  const entries = await readdir(join(root, directory), { withFileTypes: true }).catch(() => [])
  const paths = entries.map((entry) => ({ entry, path: directory === '' ? entry.name : `${directory}/${entry.name}` }))
  const below = paths
    .filter(({ path }) => !leftAside.test(path))
    .map(async ({ entry, path }) => {
      if (!entry.isDirectory()) return [await describeFile(root, path)]
      return [...(isOfGit.test(path) ? [] : [`${path}/`]), ...(await listFiles(root, path))]
    })
  return (await Promise.all(below)).flat()
}

/** Which makes directories that stay when they are empty. */
const isOfGit = /\/repository\.git\//

/** What the manager keeps in files: references of git, routes, limits. */
const isRead = /^run\/.*\.json$|^instances\/[^/]+\/([^/]+\.json|repository\.git\/(HEAD|packed-refs|refs\/.*))$/

const describeFile = async (root: string, path: string): Promise<string> =>
  isRead.test(path) ? `${path}: ${(await readFile(join(root, path), 'utf8').catch(() => '')).trim()}` : path

/** The journal and the audit log tell of what was cancelled, and a deployment that failed stays in the history. */
const toldOfIn = ['operation', 'auditEntry', 'session', 'counter']
const rowsOf = (table: string): string => `SELECT * FROM "${table}"${table === 'deployment' ? " WHERE state <> 'failed'" : ''}`

function readStore(dataDir: string): Record<string, readonly string[]> {
  const database = new DatabaseSync(join(dataDir, 'store.sqlite'), { readOnly: true })
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all()
    const names = tables.map(({ name }) => String(name)).filter((name) => !toldOfIn.includes(name))
    const read = (name: string): string[] =>
      database
        .prepare(rowsOf(name))
        .all()
        .map(({ lastUsedAt: _ofKey, ...row }) => withoutIds(JSON.stringify(row)))
    return Object.fromEntries(names.map((name) => [name, read(name).toSorted()]))
  } finally {
    database.close()
  }
}

async function readDatabase(dataDir: string, id: InstanceId): Promise<readonly string[] | null> {
  const host = join(toRuntimeDir(dataDir, process.env), id, 'pg')
  const client = new pg.Client({ host, port: 5432, database: 'otree', user: 'otree', password: await passwordOf(dataDir, id) })
  client.on('error', () => undefined) // it may be stopped while it is asked
  try {
    await client.connect()
  } catch (error) {
    if (['ENOENT', 'ECONNREFUSED'].includes(String((error as { code?: unknown }).code))) return null
    throw error
  }
  const { rows } = await client.query<{ table: string }>(`SELECT tablename AS table FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`)
  const prints: string[] = []
  for (const { table } of rows) prints.push(`${table} ${await fingerprint(client, table)}`)
  await client.end()
  return prints
}

async function fingerprint(client: pg.Client, table: string): Promise<string> {
  const columns = `(SELECT string_agg(column_name || ' ' || data_type, ', ' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_name = $1)`
  const content = `(SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM "${table}" t)`
  const { rows } = await client.query<{ print: string }>(`SELECT ${content} || ' ' || md5(${columns}) AS print`, [table])
  return rows[0]?.print ?? ''
}

const passwords = new Map<InstanceId, string>()

async function passwordOf(dataDir: string, id: InstanceId): Promise<string> {
  const known = passwords.get(id)
  if (known !== undefined) return known
  const { store } = await openStore({ dataDir })
  const { databasePassword } = await store.instances.getSecrets(id)
  await store.close()
  passwords.set(id, databasePassword)
  return databasePassword
}
