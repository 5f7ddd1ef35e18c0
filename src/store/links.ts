import type { Username } from '../domain/names.ts'
import type { LinkKind, LinkStore } from '../domain/store.ts'
import { newSecret } from '../lib/ids.ts'
import { type StoreContext, toTime } from './context.ts'
import { hashSecret } from './secret-hash.ts'

/** Links that work once, of which only a hash is kept. */
export function createLinkStore({ database, now }: StoreContext): LinkStore {
  const voidLinks = async (kind: LinkKind, username: Username | null): Promise<void> => {
    await database.deleteFrom('oneTimeLink').where('kind', '=', kind).where('username', 'is', username).execute()
  }
  return {
    void: voidLinks,
    voidAll: async (username) => {
      await database.deleteFrom('oneTimeLink').where('username', '=', username).execute()
    },
    create: async ({ kind, username, expiresAt }) => {
      await voidLinks(kind, username)
      const secret = newSecret()
      await database
        .insertInto('oneTimeLink')
        .values({ hash: hashSecret(secret), kind, username, createdAt: toTime(now()), expiresAt, usedAt: null })
        .execute()
      return secret
    },
    find: async (kind, secret) => {
      const row = await database
        .selectFrom('oneTimeLink')
        .select(['username', 'expiresAt'])
        .where('hash', '=', hashSecret(secret))
        .where('kind', '=', kind)
        .where('usedAt', 'is', null)
        .where('expiresAt', '>', toTime(now()))
        .executeTakeFirst()
      return row && { username: row.username as Username | null, expiresAt: row.expiresAt }
    },
    consume: async (kind, secret) => {
      const row = await database
        .updateTable('oneTimeLink')
        .set({ usedAt: toTime(now()) })
        .where('hash', '=', hashSecret(secret))
        .where('kind', '=', kind)
        .where('usedAt', 'is', null)
        .where('expiresAt', '>', toTime(now()))
        .returning('username')
        .executeTakeFirst()
      return row && { username: row.username as Username | null }
    },
  }
}
