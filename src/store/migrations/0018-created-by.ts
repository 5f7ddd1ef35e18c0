import { type Kysely, type Migration, sql } from 'kysely'

/** Who created an instance. Of those from before: who began the task that made it, or else its owner. */
export const createdBy: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql.raw(`alter table "instance" add column "createdBy" text`).execute(database)
    await sql
      .raw(
        `update "instance" set "createdBy" = coalesce((select "by" from "operation" where "instanceId" = "instance"."id"
           and "kind" in ('create-instance', 'copy-instance') order by "sequence" limit 1), "owner")`,
      )
      .execute(database)
    await sql
      .raw(`update "instance" set "createdBy" = null where "createdBy" not in (select "username" from "user" where "username" is not null)`)
      .execute(database)
  },
}
