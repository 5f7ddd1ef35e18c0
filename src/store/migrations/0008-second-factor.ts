import { type Kysely, type Migration, sql } from 'kysely'

/** A second way to prove who somebody is: an app that shows codes, codes for when it is lost, and passkeys. */
export const secondFactor: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

const statements = [
  `create table "secondFactor" ("userId" text not null primary key references "user" ("id") on delete cascade, "sealedSecret" text not null,
    "createdAt" text not null, "lastStep" integer not null) strict`,
  `create table "recoveryCode" ("hash" text not null primary key, "userId" text not null references "user" ("id") on delete cascade) strict`,
  `create index "recoveryCode_userId" on "recoveryCode" ("userId")`,
  `create table "passkey" ("id" text not null primary key, "userId" text not null references "user" ("id") on delete cascade, "name" text not null,
    "credentialId" text not null unique, "publicKey" text not null, "counter" integer not null, "transports" text not null,
    "createdAt" text not null, "lastUsedAt" text) strict`,
  `create index "passkey_userId" on "passkey" ("userId")`,
]
