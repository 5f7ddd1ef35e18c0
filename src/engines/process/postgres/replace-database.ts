import type pg from 'pg'
import type { InstanceSpec } from '../../../domain/engine.ts'
import type { InstancePaths } from '../paths.ts'
import { withClient } from './client.ts'
import { adminAccess } from './roles.ts'

const incoming = 'otree_new'
const outgoing = 'otree_old'

/** Puts a new database in the place of `otree`: makes it empty, lets `fill` fill it, and only then swaps. Whatever happens on the way, a
 * whole database is there, and doing it again mends what a crash left.
 * @param fill gets the name of the new database, which belongs to role `otree` */
export async function replaceDatabase(
  paths: InstancePaths,
  { secrets }: InstanceSpec,
  fill: (database: string) => Promise<void>,
): Promise<void> {
  await withClient(adminAccess(paths, secrets.databaseAdminPassword), async (client) => {
    await mend(client)
    await client.query(`CREATE DATABASE ${incoming} OWNER otree TEMPLATE template0`)
    try {
      await fill(incoming)
    } catch (error) {
      await drop(client, incoming)
      throw error
    }
    await swap(client)
  })
}

async function mend(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database')
  const names = new Set(rows.map(({ datname }) => datname))
  if (!names.has('otree') && names.has(outgoing)) await client.query(`ALTER DATABASE ${outgoing} RENAME TO otree`)
  await drop(client, incoming)
  await drop(client, outgoing)
}

async function swap(client: pg.Client): Promise<void> {
  await client.query('ALTER DATABASE otree WITH ALLOW_CONNECTIONS false')
  await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'otree'")
  await client.query(`ALTER DATABASE otree RENAME TO ${outgoing}`)
  await client.query(`ALTER DATABASE ${incoming} RENAME TO otree`)
  await drop(client, outgoing)
}

const drop = (client: pg.Client, database: string): Promise<unknown> => client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
