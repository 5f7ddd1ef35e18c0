import { type Kysely, type Migration, sql } from 'kysely'

/** How the code of deployments came, and the code of why they failed. Before, both were to be read from sentences. */
export const sources: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

const statements = [
  `alter table "deployment" add column "source" text not null default 'push'`,
  `alter table "deployment" add column "failureCode" text`,
  `update "deployment" set "source" = 'upload' where "subject" = 'Upload'`,
  `update "deployment" set "failureCode" = 'cancelled'
     where "operationId" in (select "id" from "operation" where "state" = 'cancelled') and "state" = 'failed'`,
]
