import type { ValueStore } from '../domain/store.ts'
import { newSecret } from '../lib/ids.ts'
import type { StoreContext } from './context.ts'

/** Small facts of the manager itself, sealed one by one. */
export function createValueStore({ database, encryption }: StoreContext): ValueStore {
  const find: ValueStore['find'] = async (name) => {
    const row = await database.selectFrom('managerValue').select('sealed').where('name', '=', name).executeTakeFirst()
    return row && encryption.open(row.sealed, purposeOf(name))
  }
  return {
    find,
    set: async (name, value) => {
      const sealed = encryption.seal(value, purposeOf(name))
      await database
        .insertInto('managerValue')
        .values({ name, sealed })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ sealed }))
        .execute()
    },
    getSecret: async (name) => {
      const sealed = encryption.seal(newSecret(32), purposeOf(name))
      await database
        .insertInto('managerValue')
        .values({ name, sealed })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      return (await find(name)) ?? ''
    },
  }
}

const purposeOf = (name: string): string => `value:${name}`
