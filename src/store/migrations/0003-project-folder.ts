import { type Kysely, type Migration, sql } from 'kysely'

/** The folder of a repository that is the project; until now it was always the root, and releases were kept by their commit alone. */
export const projectFolder: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

const statements = [
  `alter table "instance" add column "projectFolder" text`,
  `alter table "deployment" add column "projectFolder" text`,
  `update "deployment" set "artifact" = json_set("artifact", '$.release', json_extract("artifact", '$.commit')) where "artifact" is not null`,
]
