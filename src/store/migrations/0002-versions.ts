import { type Kysely, type Migration, sql } from 'kysely'

/** The versions that somebody chose for an instance; null: the project's own. */
export const versions: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const column of ['otreeVersion', 'pythonVersion']) {
      await sql.raw(`alter table "instance" add column "${column}" text`).execute(database)
    }
  },
}
