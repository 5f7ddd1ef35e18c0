import { Client } from 'pg'
import type { DatabaseAccess } from '../domain/engine.ts'

/** Reads oTree's tables. The content of the database is the project's: time is bounded, and who asks is oTree's own role, so that nothing in it can be more
 * than it is anyway.
 * @param access  as role `otree` @throws when the database does not answer in time */
export async function askTables<T>(access: DatabaseAccess, read: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ ...access, connectionTimeoutMillis: 2_000, query_timeout: 3_000, statement_timeout: 2_500 })
  client.on('error', () => undefined) // a database that ends in between fails the query, too
  await client.connect()
  try {
    return await read(client)
  } finally {
    await client.end()
  }
}
