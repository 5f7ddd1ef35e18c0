import pg from 'pg'
import type { DatabaseAccess } from '../../../domain/engine.ts'

/** Does something with a connection of its own, which is closed afterwards. */
export async function withClient<T>(access: DatabaseAccess, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...access, connectionTimeoutMillis: 10_000, statement_timeout: 60_000, application_name: 'otm' })
  client.on('error', () => undefined) // a connection that breaks makes the pending query fail, which is enough
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
