import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { AuditEntry, AuditFilter, NewAuditEntry } from '../domain/person.ts'
import type { AuditStore } from '../domain/store.ts'
import { type Connection, type StoreContext, toTime } from './context.ts'
import { rowByAnyName } from './instance-by-name.ts'
import { fromCursor, toPage } from './page.ts'
import type { StoreSchema } from './schema.ts'

/** Who did what; only ever added to, and forgotten after months. */
export function createAuditStore(context: StoreContext): AuditStore {
  const { database } = context
  return {
    add: (entry) => addAuditEntry(context, database, entry),
    page: async (cursor, limit, filter = {}) => {
      const [before] = fromCursor(cursor, 1) ?? []
      let query = select(database, filter)
      if (before !== undefined) query = query.where('id', '<', Number(before))
      const rows = await query.limit(limit + 1).execute()
      return toPage(rows.map(toEntry), limit, (last) => [last.id])
    },
    removeBefore: async (time, limit) => {
      const oldest = database.selectFrom('auditEntry').select('id').where('at', '<', time).orderBy('at').limit(limit)
      const { numDeletedRows } = await database.deleteFrom('auditEntry').where('id', 'in', oldest).executeTakeFirstOrThrow()
      return Number(numDeletedRows)
    },
  }
}

/** Also within a transaction, beside what it tells of. */
export async function addAuditEntry({ now }: Pick<StoreContext, 'now'>, connection: Connection, entry: NewAuditEntry): Promise<void> {
  const siteId = entry.siteId === undefined ? await findSiteId(connection, entry.thing, now()) : entry.siteId
  await connection
    .insertInto('auditEntry')
    .values({ ...entry, siteId, at: toTime(now()) })
    .execute()
}

const instancePrefix = 'instance:'

/** Of the instance that bears the name, or had it lately. */
async function findSiteId(connection: Connection, thing: string, at: Date): Promise<string | null> {
  if (!thing.startsWith(instancePrefix)) return null
  return (await rowByAnyName(connection, thing.slice(instancePrefix.length), at))?.siteId ?? null
}

const shown = ['id', 'at', 'who', 'action', 'thing', 'by', 'from', 'result', 'detail'] as const
type Row = Pick<StoreSchema['auditEntry'], Exclude<(typeof shown)[number], 'id'>> & { readonly id: number }

const exact = ['who', 'action', 'thing', 'by', 'result', 'siteId'] as const
const searched = ['who', 'action', 'thing', 'from', 'detail'] as const

function select(database: Connection, filter: AuditFilter): SelectQueryBuilder<StoreSchema, 'auditEntry', Row> {
  let query = database.selectFrom('auditEntry').select(shown).orderBy('id', 'desc')
  for (const column of exact) if (filter[column] !== undefined) query = query.where(column, '=', filter[column])
  if (filter.since !== undefined) query = query.where('at', '>=', filter.since)
  if (filter.until !== undefined) query = query.where('at', '<', filter.until)
  const text = filter.text?.trim().toLowerCase()
  if (text) query = query.where(({ or }) => or(searched.map((column) => contains(column, text))))
  return query
}

const contains = (column: (typeof searched)[number], text: string): Expression<SqlBool> =>
  sql<SqlBool>`instr(lower(${sql.ref(column)}), ${text}) > 0`

const toEntry = (row: Row): AuditEntry => ({ ...row, by: row.by as AuditEntry['by'], result: row.result as AuditEntry['result'] })
