import { type Kysely, type Migration, sql } from 'kysely'

/** What a person chose for their pages and mails, and how many instances they may create themselves. */
export const personSettings: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

const statements = [
  `alter table "user" add column "language" text`,
  `alter table "user" add column "theme" text`,
  `alter table "user" add column "instanceQuota" integer not null default 0`,
]
