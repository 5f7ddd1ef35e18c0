import { type Kysely, type Migration, sql } from 'kysely'

/** Variables that people give their code, and changes of settings on their way; both sealed, and gone with their instance. */
export const instanceSettings: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

const statements = [
  `create table "instanceVariable" ("instanceId" text not null references "instance" ("id") on delete cascade, "name" text not null,
    "sealedValue" text not null, "setAt" text not null, primary key ("instanceId", "name")) strict, without rowid`,
  `create table "settingsChange" ("id" text not null primary key, "instanceId" text not null references "instance" ("id") on delete cascade,
    "sealedChange" text not null, "createdAt" text not null) strict, without rowid`,
]
