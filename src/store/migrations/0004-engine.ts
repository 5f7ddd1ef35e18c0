import { type Kysely, type Migration, sql } from 'kysely'

/** Which engine an instance belongs to; until now there was one. And by what the gateway and cookies know it; until now that was the id. */
export const engine: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

const statements = [
  `alter table "instance" add column "engine" text not null default 'process'`,
  `alter table "instance" add column "siteId" text not null default ''`,
  `update "instance" set "siteId" = "id"`,
]
