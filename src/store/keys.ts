import { faultAt, type ManagerError } from '../domain/error.ts'
import type { Username } from '../domain/names.ts'
import type { DeployKey } from '../domain/person.ts'
import type { KeyStore } from '../domain/store.ts'
import { newId } from '../lib/ids.ts'
import { type StoreContext, toTime } from './context.ts'
import type { DeployKeyRow } from './schema.ts'
import { isUniqueViolation } from './store-error.ts'

/** People's public SSH keys; a key belongs to one person only. */
export function createKeyStore({ database, now }: StoreContext): KeyStore {
  const select = database.selectFrom('deployKey').selectAll()
  return {
    find: async (id) => toMaybe(await select.where('id', '=', id).executeTakeFirst()),
    findByPublicKey: async (publicKey) => toMaybe(await select.where('publicKey', '=', publicKey).executeTakeFirst()),
    list: async (username) => (await select.where('username', '=', username).orderBy('createdAt').orderBy('id').execute()).map(toKey),
    add: async (given) => {
      const key: DeployKey = { ...given, id: newId('k', 8), createdAt: toTime(now()), lastUsedAt: null }
      try {
        await database.insertInto('deployKey').values(key).execute()
      } catch (error) {
        throw isUniqueViolation(error) ? taken(key) : error
      }
      return key
    },
    remove: async (id) => {
      await database.deleteFrom('deployKey').where('id', '=', id).execute()
    },
    touch: async (id) => {
      await database
        .updateTable('deployKey')
        .set({ lastUsedAt: toTime(now()) })
        .where('id', '=', id)
        .execute()
    },
  }
}

const toKey = (row: DeployKeyRow): DeployKey => ({ ...row, username: row.username as Username })
const toMaybe = (row: DeployKeyRow | undefined): DeployKey | undefined => row && toKey(row)

const taken = ({ fingerprint }: DeployKey): ManagerError =>
  faultAt(
    'publicKey',
    'key_taken',
    `The key ${fingerprint} is in use already. A key tells who pushes, so it belongs to one person and is added once. Make a new key with: ssh-keygen -t ed25519`,
  )
