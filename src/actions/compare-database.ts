import { Client } from 'pg'
import type { Inspection } from '../domain/deployment.ts'
import type { DatabaseAccess } from '../domain/engine.ts'
import { compareTables, readLiveTables } from '../otree/schema.ts'

/** What a new version needs of the database before it may serve anybody. */
export type DatabaseChange =
  | { readonly kind: 'none' }
  /** Statements that add empty columns, also beneath a running oTree. */
  | { readonly kind: 'add-columns'; readonly statements: readonly string[] }
  /** The tables do not fit, and there is no session in them: they can be made anew. */
  | { readonly kind: 'remake' }
  /** The tables do not fit, and there are data in them. */
  | { readonly kind: 'refuse'; readonly reasons: readonly string[] }

/** Compares what the code declares with what is there; changes nothing. */
export async function compareDatabase(access: DatabaseAccess, { tables }: Pick<Inspection, 'tables'>): Promise<DatabaseChange> {
  const live = await readLiveTables(access)
  const { verdict, addColumns, reasons } = compareTables(tables, live)
  if (verdict === 'compatible') return { kind: 'none' }
  if (verdict === 'additive') return { kind: 'add-columns', statements: addColumns }
  const hasData = 'otree_session' in live && (await hasSessions(access))
  return hasData ? { kind: 'refuse', reasons } : { kind: 'remake' }
}

const hasSessions = (access: DatabaseAccess): Promise<boolean> =>
  withClient(access, async (client) => (await client.query('SELECT 1 FROM otree_session LIMIT 1')).rowCount === 1)

/** What the database takes on the disk, in bytes. */
export const measureDatabase = (access: DatabaseAccess): Promise<number> =>
  withClient(access, async (client) => Number((await client.query('SELECT pg_database_size(current_database()) AS bytes')).rows[0].bytes))

/** Adds the columns, all or none. Safe to run again. */
export async function applyToDatabase(access: DatabaseAccess, change: DatabaseChange): Promise<void> {
  if (change.kind !== 'add-columns') return
  await withClient(access, async (client) => {
    await client.query('BEGIN')
    for (const statement of change.statements) await client.query(statement.replace(' ADD COLUMN ', ' ADD COLUMN IF NOT EXISTS '))
    await client.query('COMMIT')
  })
}

/** Removes those of the tables that are there and hold nothing, all or none of them. Waits two seconds for whoever looks into one: what visitors ask meanwhile of tables that these refer to waits as well. */
export async function dropEmptyTables(access: DatabaseAccess, names: readonly string[]): Promise<void> {
  await withClient(access, async (client) => {
    await client.query("BEGIN; SET LOCAL lock_timeout = '2s'")
    const { rows } = await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY($1)", [names])
    const empty: string[] = []
    for (const name of rows.map(({ tablename }) => client.escapeIdentifier(tablename))) {
      await client.query(`LOCK TABLE ${name}`)
      if ((await client.query(`SELECT 1 FROM ${name} LIMIT 1`)).rowCount === 0) empty.push(name)
    }
    if (empty.length > 0) await client.query(`DROP TABLE ${empty.join(', ')}`)
    await client.query('COMMIT')
  })
}

async function withClient<T>(access: DatabaseAccess, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ ...access, connectionTimeoutMillis: 10_000, query_timeout: 30_000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
