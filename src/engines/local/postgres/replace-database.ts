import type pg from 'pg'
import type { InstanceSpec } from '../../../domain/engine.ts'
import type { InstancePaths } from '../paths.ts'
import { withClient } from './client.ts'
import { adminAccess } from './roles.ts'

const incoming = 'otree_new'
const outgoing = 'otree_old'
const maxSwaps = 5

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

/** Removes what a crash before or after the swap left. */
async function mend(client: pg.Client): Promise<void> {
  await drop(client, incoming)
  await drop(client, outgoing)
}

/** Both names change in one transaction: there is no moment at which `otree` is missing or shut. A session that comes in between the end
 * of the others and the change would keep its name, so it is ended, too. */
async function swap(client: pg.Client): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'otree'")
    try {
      await client.query(`BEGIN; ALTER DATABASE otree RENAME TO ${outgoing}; ALTER DATABASE ${incoming} RENAME TO otree; COMMIT`)
      break
    } catch (error) {
      await client.query('ROLLBACK')
      if (attempt === maxSwaps || !isInUse(error)) throw error
    }
  }
  await drop(client, outgoing)
}

const isInUse = (error: unknown): boolean => (error as { code?: unknown }).code === '55006'

const drop = (client: pg.Client, database: string): Promise<unknown> => client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
