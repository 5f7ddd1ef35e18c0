import { Client } from 'pg'
import type { Table } from '../domain/deployment.ts'
import type { DatabaseAccess } from '../domain/engine.ts'

export type Tables = Readonly<Record<string, Table>>

export interface SchemaComparison {
  /** `compatible`: nothing to do. `additive`: `addColumns` makes it fit, also beneath a running oTree. `reset`: only empty tables fit. */
  readonly verdict: 'compatible' | 'additive' | 'reset'
  /** oTree makes them itself when it boots. */
  readonly newTables: readonly string[]
  /** SQL statements. */
  readonly addColumns: readonly string[]
  /** Why a reset is needed, e.g. `the type of effort_player.answer changed from INTEGER to FLOAT`. */
  readonly reasons: readonly string[]
}

interface ColumnRow {
  readonly table_name: string
  readonly column_name: string
  readonly type: string
  readonly is_nullable: 'YES' | 'NO'
}

/** The tables that are in an instance's database, in the words of PostgreSQL, e.g. `character varying(50)`. Empty for a new database. */
export async function readLiveTables(access: DatabaseAccess): Promise<Tables> {
  const client = new Client({ ...access, connectionTimeoutMillis: 10_000, query_timeout: 30_000 })
  await client.connect()
  try {
    const { rows } = await client.query<ColumnRow>(`
      SELECT c.table_name, c.column_name, c.is_nullable,
             format_type(a.atttypid, a.atttypmod) AS type
      FROM information_schema.columns c
      JOIN pg_attribute a ON a.attrelid = format('%I.%I', c.table_schema, c.table_name)::regclass AND a.attname = c.column_name
      WHERE c.table_schema = 'public'`)
    return toTables(rows)
  } finally {
    await client.end()
  }
}

function toTables(rows: readonly ColumnRow[]): Tables {
  const byTable = Map.groupBy(rows, ({ table_name }) => table_name)
  return Object.fromEntries([...byTable].map(([name, columns]) => [name, Object.fromEntries(columns.map(toColumn))]))
}

const toColumn = ({ column_name, type, is_nullable }: ColumnRow): [string, Table[string]] => [
  column_name,
  { type, nullable: is_nullable === 'YES' },
]

/** What the tables that the code declares (`Inspection.tables`) mean for a database. Columns that are too many do no harm while they may be
 * empty; a type that changed does, silently, so types are compared. */
export function compareTables(wanted: Tables, live: Tables): SchemaComparison {
  const addColumns: string[] = []
  const reasons: string[] = []
  const newTables = Object.keys(wanted).filter((name) => !Object.hasOwn(live, name))
  for (const [name, columns] of Object.entries(wanted)) {
    const there = find(live, name)
    if (!there) continue
    for (const [column, { type, nullable }] of Object.entries(columns)) {
      const existing = find(there, column)
      if (existing) reasons.push(...typeChange(`${name}.${column}`, existing.type, type))
      else if (nullable) addColumns.push(`ALTER TABLE ${quoted(name)} ADD COLUMN ${quoted(column)} ${checkedType(type)}`)
      else reasons.push(`${name}.${column} is missing and must not be empty`)
    }
    reasons.push(...leftOver(name, columns, there))
  }
  return { verdict: reasons.length > 0 ? 'reset' : addColumns.length > 0 ? 'additive' : 'compatible', newTables, addColumns, reasons }
}

const typeChange = (column: string, live: string, wanted: string): string[] =>
  normalised(live) === normalised(wanted) ? [] : [`the type of ${column} changed from ${normalised(live)} to ${normalised(wanted)}`]

const leftOver = (name: string, wanted: Table, live: Table): string[] =>
  Object.entries(live)
    .filter(([column, { nullable }]) => !Object.hasOwn(wanted, column) && !nullable)
    .map(([column]) => `${name}.${column} was removed and must not be empty`)

const synonyms: Readonly<Record<string, string>> = {
  'character varying': 'VARCHAR',
  character: 'CHAR',
  'double precision': 'FLOAT',
  serial: 'INTEGER',
  bigserial: 'BIGINT',
  decimal: 'NUMERIC',
  'timestamp without time zone': 'TIMESTAMP',
}

/** One spelling per type. */
function normalised(type: string): string {
  const [, base = type, size = ''] = /^(.*?)\s*(\([\d,\s]+\))?$/.exec(type.trim().toLowerCase()) ?? []
  return (synonyms[base] ?? base.toUpperCase()) + size.replaceAll(' ', '')
}

/** The type comes from the project: nothing but a type may reach the database. @throws Error */
function checkedType(type: string): string {
  if (!/^[A-Za-z][A-Za-z ]{0,40}(\(\d+(, ?\d+)?\))?( [A-Za-z ]{1,30})?$/.test(type)) throw new Error(`"${type}" is not a column type.`)
  return type
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Tables and columns may be called `constructor`. */
const find = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined)
