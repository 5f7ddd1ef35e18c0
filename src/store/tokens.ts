import type { Username } from '../domain/names.ts'
import type { ApiToken } from '../domain/person.ts'
import type { TokenStore } from '../domain/store.ts'
import { newId, newSecret } from '../lib/ids.ts'
import { type StoreContext, toTime } from './context.ts'
import type { ApiTokenRow } from './schema.ts'
import { hashSecret } from './secret-hash.ts'

/** Found by scanners for leaked secrets. */
const prefix = 'otm_'
const secretBytes = 30

/** How exactly the last use is known; a script with a hundred calls a second is not a hundred writes. */
const touchEveryMs = 60_000

/** API tokens, of which only a hash is kept. */
export function createTokenStore({ database, now }: StoreContext): TokenStore {
  const select = database.selectFrom('apiToken').selectAll()
  const touch = async (id: string): Promise<void> => {
    await database
      .updateTable('apiToken')
      .set({ lastUsedAt: toTime(now()) })
      .where('id', '=', id)
      .execute()
  }
  return {
    list: async (username) => (await select.where('username', '=', username).orderBy('createdAt').orderBy('id').execute()).map(toApiToken),
    find: async (id) => {
      const row = await select.where('id', '=', id).executeTakeFirst()
      return row && toApiToken(row)
    },
    create: async (input) => {
      const token = prefix + newSecret(secretBytes)
      const apiToken: ApiToken = { ...input, id: newId('t', 8), createdAt: toTime(now()), lastUsedAt: null }
      await database
        .insertInto('apiToken')
        .values({ ...apiToken, hash: hashSecret(token) })
        .execute()
      return { token, apiToken }
    },
    verify: async (token) => {
      const row = await select.where('hash', '=', hashSecret(token)).executeTakeFirst()
      if (!row || (row.expiresAt !== null && Date.parse(row.expiresAt) <= now().getTime())) return undefined
      if (row.lastUsedAt === null || now().getTime() - Date.parse(row.lastUsedAt) >= touchEveryMs) await touch(row.id)
      return toApiToken(row)
    },
    findBySecret: async (token) => {
      const row = await select.where('hash', '=', hashSecret(token)).executeTakeFirst()
      return row && toApiToken(row)
    },
    remove: async (id) => {
      await database.deleteFrom('apiToken').where('id', '=', id).execute()
    },
  }
}

const toApiToken = ({ hash: _, ...row }: ApiTokenRow): ApiToken => ({
  ...row,
  username: row.username as Username,
  scope: row.scope as ApiToken['scope'],
})
