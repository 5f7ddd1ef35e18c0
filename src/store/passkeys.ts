import { ManagerError } from '../domain/error.ts'
import type { Passkey, PasskeyStore } from '../domain/second-factor.ts'
import { newId } from '../lib/ids.ts'
import { fromJson, type StoreContext, toTime } from './context.ts'
import type { PasskeyRow } from './schema.ts'
import { isUniqueViolation } from './store-error.ts'

/** The public halves of people's passkeys. */
export function createPasskeyStore({ database, now }: StoreContext): PasskeyStore {
  const select = database.selectFrom('passkey').selectAll()
  return {
    list: async (userId) => (await select.where('userId', '=', userId).orderBy('createdAt').orderBy('id').execute()).map(toPasskey),
    listOwners: async () => (await database.selectFrom('passkey').select('userId').distinct().execute()).map(({ userId }) => userId),
    findByCredential: async (credentialId) => {
      const row = await select.where('credentialId', '=', credentialId).executeTakeFirst()
      return row && toPasskey(row)
    },
    add: async (given) => {
      const passkey: Passkey = { ...given, id: newId('w', 8), createdAt: toTime(now()), lastUsedAt: null }
      try {
        await database
          .insertInto('passkey')
          .values({ ...passkey, transports: JSON.stringify(passkey.transports) })
          .execute()
      } catch (error) {
        throw isUniqueViolation(error) ? new ManagerError('conflict', 'This passkey is known here already.') : error
      }
      return passkey
    },
    touch: async (id, counter) => {
      await database
        .updateTable('passkey')
        .set({ counter, lastUsedAt: toTime(now()) })
        .where('id', '=', id)
        .execute()
    },
    rename: async (userId, id, name) => {
      const row = await database
        .updateTable('passkey')
        .set({ name })
        .where('userId', '=', userId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
      return row && toPasskey(row)
    },
    remove: async (userId, id) => {
      await database.deleteFrom('passkey').where('userId', '=', userId).where('id', '=', id).execute()
    },
    removeAll: async (userId) => {
      await database.deleteFrom('passkey').where('userId', '=', userId).execute()
    },
  }
}

const toPasskey = (row: PasskeyRow): Passkey => ({ ...row, transports: fromJson(row.transports) })
