import { type Kysely, type Migration, sql } from 'kysely'

/** Everything that the first version keeps. */
export const first: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of [...people, ...instances, ...journal, ...access]) await sql.raw(statement).execute(database)
  },
}

/** As better-auth 1.7 makes them with the plugins `username` and `admin`; a test compares. */
const people = [
  `create table "user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" integer not null,
    "image" text, "createdAt" date not null, "updatedAt" date not null, "username" text unique, "displayUsername" text, "role" text,
    "banned" integer, "banReason" text, "banExpires" date)`,
  `create table "session" ("id" text not null primary key, "expiresAt" date not null, "token" text not null unique, "createdAt" date not null,
    "updatedAt" date not null, "ipAddress" text, "userAgent" text, "userId" text not null references "user" ("id") on delete cascade,
    "impersonatedBy" text)`,
  `create table "account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null,
    "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text,
    "accessTokenExpiresAt" date, "refreshTokenExpiresAt" date, "scope" text, "password" text, "createdAt" date not null, "updatedAt" date not null)`,
  `create table "verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" date not null,
    "createdAt" date not null, "updatedAt" date not null)`,
  `create table "rateLimit" ("id" text not null primary key, "key" text not null unique, "count" integer not null, "lastRequest" bigint not null)`,
  `create index "session_userId_idx" on "session" ("userId")`,
  `create index "account_userId_idx" on "account" ("userId")`,
  `create index "verification_identifier_idx" on "verification" ("identifier")`,
]

const instances = [
  `create table "counter" ("name" text not null primary key, "value" integer not null) strict`,
  `create table "instance" ("id" text not null primary key, "name" text not null, "owner" text not null, "state" text not null, "failure" text,
    "wanted" text not null, "deploymentId" text references "deployment" ("id"), "processId" text, "uid" integer not null unique,
    "authLevel" text not null, "production" integer not null, "tellAddresses" integer not null, "network" text not null, "limits" text not null,
    "createdAt" text not null, "trashedAt" text, "sealedSecrets" text not null) strict`,
  `create unique index "instance_name" on "instance" ("name") where "trashedAt" is null`,
  `create index "instance_owner" on "instance" ("owner")`,
  `create table "nameReservation" ("name" text not null primary key, "instanceId" text not null references "instance" ("id") on delete cascade,
    "until" text not null) strict`,
  `create table "deployment" ("id" text not null primary key, "instanceId" text not null references "instance" ("id"), "operationId" text not null,
    "commit" text not null, "subject" text not null, "author" text not null, "committedAt" text not null, "by" text not null, "state" text not null,
    "failure" text, "artifact" text, "sealedInspection" text, "warnings" text not null, "createdAt" text not null, "activeAt" text) strict`,
  `create index "deployment_instance" on "deployment" ("instanceId", "createdAt")`,
]

const journal = [
  `create table "operation" ("sequence" integer primary key autoincrement, "id" text not null unique, "kind" text not null,
    "instanceId" text not null, "by" text not null, "state" text not null, "committed" integer not null, "attempts" integer not null,
    "input" text not null, "steps" text not null, "error" text, "createdAt" text not null, "startedAt" text, "finishedAt" text,
    "deadlineAt" text not null) strict`,
  `create unique index "operation_one_at_a_time" on "operation" ("instanceId") where "state" in ('queued', 'running', 'undoing')`,
  `create index "operation_instance" on "operation" ("instanceId", "sequence")`,
  `create table "auditEntry" ("id" integer primary key autoincrement, "at" text not null, "who" text, "action" text not null, "thing" text not null,
    "by" text not null, "from" text, "result" text not null, "detail" text) strict`,
  `create trigger "auditEntry_is_kept" before update on "auditEntry" begin select raise(abort, 'The audit log is never changed.'); end`,
]

const access = [
  `create table "deployKey" ("id" text not null primary key, "username" text not null, "name" text not null, "type" text not null,
    "fingerprint" text not null, "publicKey" text not null unique, "createdAt" text not null, "lastUsedAt" text) strict`,
  `create index "deployKey_username" on "deployKey" ("username")`,
  `create table "apiToken" ("id" text not null primary key, "username" text not null, "name" text not null, "scope" text not null,
    "hash" text not null unique, "createdAt" text not null, "expiresAt" text, "lastUsedAt" text) strict`,
  `create index "apiToken_username" on "apiToken" ("username")`,
  `create table "oneTimeLink" ("hash" text not null primary key, "kind" text not null, "username" text, "createdAt" text not null,
    "expiresAt" text not null, "usedAt" text) strict`,
  `create table "managerValue" ("name" text not null primary key, "sealed" text not null) strict`,
  // Whoever leaves takes keys and tokens along, but never an instance.
  `create trigger "user_owns_nothing" before delete on "user"
    when exists (select 1 from "instance" where "owner" = old."username" and "trashedAt" is null)
    begin select raise(abort, 'This person still owns instances.'); end`,
  `create trigger "user_leaves" after delete on "user" begin
    delete from "deployKey" where "username" = old."username";
    delete from "apiToken" where "username" = old."username";
    delete from "oneTimeLink" where "username" = old."username"; end`,
  `create trigger "user_is_renamed" after update of "username" on "user" when old."username" is not new."username" begin
    update "instance" set "owner" = new."username" where "owner" = old."username";
    update "deployKey" set "username" = new."username" where "username" = old."username";
    update "apiToken" set "username" = new."username" where "username" = old."username";
    update "oneTimeLink" set "username" = new."username" where "username" = old."username"; end`,
]
