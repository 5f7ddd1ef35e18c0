import { type Kysely, type Migration, sql } from 'kysely'

/** Rows of the audit log know their instance by what stays with it whatever it is called; and the database itself keeps what must never be lost:
 * the log, the last super-user, an owner for every instance. */
export const peopleAndAudit: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of [...audit, ...people]) await sql.raw(statement).execute(database)
  },
}

const isKept = `create trigger "auditEntry_is_kept" before update on "auditEntry" begin select raise(abort, 'The audit log is never changed.'); end`

const audit = [
  `alter table "auditEntry" add column "siteId" text`,
  `drop trigger "auditEntry_is_kept"`,
  `update "auditEntry" set "siteId" = (select "siteId" from "instance" where "name" = substr("thing", 10) and "createdAt" <= "at"
    order by "trashedAt" desc nulls first limit 1) where "thing" like 'instance:%'`,
  isKept,
  // as long as the shortest time that can be set
  `create trigger "auditEntry_is_not_removed" before delete on "auditEntry" when old."at" > strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-28 days')
    begin select raise(abort, 'The audit log is kept for a month at least.'); end`,
  `create index "auditEntry_at" on "auditEntry" ("at")`,
  `create index "auditEntry_siteId" on "auditEntry" ("siteId", "id")`,
  `create index "auditEntry_who" on "auditEntry" ("who", "id")`,
  `create index "auditEntry_thing" on "auditEntry" ("thing", "id")`,
]

const otherSuperUser = `exists (select 1 from "user" where "role" = 'super-user' and "banned" is not 1 and "id" is not old."id")`

const people = [
  `drop trigger "user_owns_nothing"`,
  `create trigger "user_owns_nothing" before delete on "user" when exists (select 1 from "instance" where "owner" = old."username")
    begin select raise(abort, 'This person still owns instances.'); end`,
  `create trigger "user_last_super_user_is_kept" before delete on "user" when old."role" = 'super-user' and old."banned" is not 1
    and not ${otherSuperUser} begin select raise(abort, 'The last super-user is kept.'); end`,
  `create trigger "user_last_super_user_stays" before update of "role", "banned" on "user" when old."role" = 'super-user' and old."banned" is not 1
    and (new."role" is not 'super-user' or new."banned" is 1)
    and not ${otherSuperUser} begin select raise(abort, 'The last super-user stays one.'); end`,
]
