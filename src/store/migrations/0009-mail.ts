import { type Kysely, type Migration, sql } from 'kysely'

/** Mails on their way out. What they say is sealed while they wait, and gone when they have left. */
export const mail: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

const statements = [
  `create table "mail" ("id" text not null primary key, "to" text not null, "template" text not null, "linkHash" text, "sealedMessage" text,
    "state" text not null, "attempts" integer not null, "reason" text, "createdAt" text not null, "nextAttemptAt" text, "sentAt" text) strict`,
  `create index "mail_next" on "mail" ("state", "nextAttemptAt")`,
]
