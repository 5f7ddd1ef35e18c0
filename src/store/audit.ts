import type { Selectable } from 'kysely'
import type { AuditEntry } from '../domain/person.ts'
import type { AuditStore } from '../domain/store.ts'
import { type StoreContext, toTime } from './context.ts'
import { fromCursor, toPage } from './page.ts'
import type { AuditEntryRow } from './schema.ts'

/** Who did what; only ever added to. */
export function createAuditStore({ database, now }: StoreContext): AuditStore {
  return {
    add: async (entry) => {
      await database
        .insertInto('auditEntry')
        .values({ ...entry, at: toTime(now()) })
        .execute()
    },
    page: async (cursor, limit) => {
      const [before] = fromCursor(cursor, 1) ?? []
      let query = database.selectFrom('auditEntry').selectAll().orderBy('id', 'desc')
      if (before !== undefined) query = query.where('id', '<', Number(before))
      const rows = await query.limit(limit + 1).execute()
      return toPage(rows.map(toEntry), limit, (last) => [last.id])
    },
  }
}

const toEntry = (row: Selectable<AuditEntryRow>): AuditEntry => ({
  ...row,
  by: row.by as AuditEntry['by'],
  result: row.result as AuditEntry['result'],
})
