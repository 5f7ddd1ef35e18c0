import { type Kysely, type Migration, sql } from 'kysely'

/** When deleting an instance for good was begun. */
export const purgeBegun: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql.raw(`alter table "instance" add column "purgeBegunAt" text`).execute(database)
  },
}
