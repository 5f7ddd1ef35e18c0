import { type Kysely, type Migration, sql } from 'kysely'

/** Labels and notes; and a reserved name outlives its instance, which may be gone for good before the time is over. */
export const names: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

const statements = [
  `alter table "instance" add column "labels" text not null default '[]'`,
  // apart from the row, which is read very often
  `create table "instanceNotes" ("instanceId" text not null primary key references "instance" ("id") on delete cascade, "text" text not null) strict`,
  `alter table "nameReservation" rename to "formerReservation"`,
  `create table "nameReservation" ("name" text not null primary key, "instanceId" text not null, "until" text not null) strict`,
  `insert into "nameReservation" select "name", "instanceId", "until" from "formerReservation"`,
  `drop table "formerReservation"`,
  `create index "nameReservation_instance" on "nameReservation" ("instanceId")`,
]
