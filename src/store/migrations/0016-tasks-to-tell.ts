import { type Kysely, type Migration, sql } from 'kysely'

/** Which tasks' ends are still to be told to whoever began them, and which deployments brought back an earlier one. */
export const tasksToTell: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

const statements = [
  `alter table "operation" add column "toTell" integer not null default 0`,
  `create index "operation_toTell" on "operation" ("by") where "toTell" = 1`,
  `alter table "deployment" add column "bringsBack" text`,
]
