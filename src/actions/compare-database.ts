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

/** Adds the columns, all or none. Safe to run again. */
export async function applyToDatabase(access: DatabaseAccess, change: DatabaseChange): Promise<void> {
  if (change.kind !== 'add-columns') return
  await withClient(access, async (client) => {
    await client.query('BEGIN')
    for (const statement of change.statements) await client.query(statement.replace(' ADD COLUMN ', ' ADD COLUMN IF NOT EXISTS '))
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
