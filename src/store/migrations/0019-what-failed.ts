import { type Kysely, type Migration, sql } from 'kysely'

/** What the audit log says of who asked for a task, until it has ended. */
export const whatFailed: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql.raw(`alter table "operation" add column "auditAs" text`).execute(database)
  },
}
