import { type Kysely, type Migration, sql } from 'kysely'

/** Whom owners let into their instances. What must hold whoever writes is said here: an owner is not their own helper, and whoever leaves helps nobody. */
export const helpers: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

const statements = [
  `create table "instanceHelper" ("instanceId" text not null references "instance" ("id") on delete cascade, "username" text not null,
    "role" text not null check ("role" in ('co-experimenter', 'assistant')), "mayPay" integer not null, "createdAt" text not null,
    primary key ("instanceId", "username")) strict, without rowid`,
  `create index "instanceHelper_username" on "instanceHelper" ("username")`,
  `create trigger "owner_is_no_helper" before insert on "instanceHelper"
    when exists (select 1 from "instance" where "id" = new."instanceId" and "owner" = new."username")
    begin select raise(abort, 'The owner of an instance is not its helper.'); end`,
  `create trigger "helper_becomes_owner" after update of "owner" on "instance" when old."owner" is not new."owner" begin
    delete from "instanceHelper" where "instanceId" = new."id" and "username" = new."owner"; end`,
  `create trigger "user_helps_no_more" after delete on "user" begin
    delete from "instanceHelper" where "username" = old."username"; end`,
  `create trigger "helper_is_renamed" after update of "username" on "user" when old."username" is not new."username" begin
    update "instanceHelper" set "username" = new."username" where "username" = old."username"; end`,
]
