import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DatabaseAccess } from '../domain/engine.ts'
import { startPostgres, type TestPostgres } from '../gateway/test-postgres.ts'
import { dropEmptyTables } from './compare-database.ts'

let postgres: TestPostgres
let access: DatabaseAccess
let client: Client

beforeAll(async () => {
  const started = await startPostgres()
  if ('reason' in started) throw new Error(started.reason)
  postgres = started
  const [, host = ''] = postgres.url.split('?host=')
  access = { host, port: 5432, database: 'postgres', user: 'otree', password: '' }
  client = new Client(access)
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await postgres?.stop()
})

beforeEach(async () => {
  await client.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public;
    CREATE TABLE session (id int PRIMARY KEY);
    CREATE TABLE "new_Group" (id int PRIMARY KEY, session int REFERENCES session);
    CREATE TABLE new_player (id int, grp int REFERENCES "new_Group");
    INSERT INTO session VALUES (1)`)
})
const tables = async () =>
  (await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).rows.map(({ tablename }) => tablename)

describe('tables that are to go', () => {
  it('go with what refers to what among them, and one that is not there is no fault', async () => {
    await dropEmptyTables(access, ['new_Group', 'new_player', 'never_made'])
    expect(await tables()).toEqual(['session'])
  })

  it('stay as far as something is in them', async () => {
    await client.query('INSERT INTO "new_Group" VALUES (1, 1)')
    await dropEmptyTables(access, ['session', 'new_Group', 'new_player'])
    expect(await tables()).toEqual(['new_Group', 'session'])
  })

  it('stay, all of them, when one that stays refers to them', async () => {
    await client.query('INSERT INTO new_player VALUES (1, NULL)')
    await expect(dropEmptyTables(access, ['new_Group', 'new_player'])).rejects.toThrow('depend')
    expect(await tables()).toEqual(['new_Group', 'new_player', 'session'])
  })

  it('stay when somebody looks into one for longer than visitors wait', async () => {
    await client.query('BEGIN; SELECT * FROM new_player')
    await expect(dropEmptyTables(access, ['new_Group', 'new_player'])).rejects.toThrow('lock timeout')
    await client.query('ROLLBACK')
    expect(await tables()).toEqual(['new_Group', 'new_player', 'session'])
  })
})
