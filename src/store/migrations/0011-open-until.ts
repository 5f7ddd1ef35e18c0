import { type Kysely, type Migration, sql } from 'kysely'

/** Until when a study is open on an instance. */
export const openUntil: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql.raw(`alter table "instance" add column "openUntil" text`).execute(database)
  },
}
