import type { Helper } from './helper.ts'
import type { Instance } from './instance.ts'
import type { Store } from './store.ts'

/** Who has to do with a thing; from it follows what a caller is to it (`toRelation`). */
export interface Access {
  /** Username, or null: nobody's. */
  readonly owner: string | null
  /** Whom its owner let in besides. */
  readonly helpers: readonly Pick<Helper, 'username' | 'role' | 'mayPay'>[]
}

export const ownedBy = (owner: string | null): Access => ({ owner, helpers: [] })

/** Of what belongs to nobody. */
export const nobodys: Access = ownedBy(null)

/** Of an instance, as it is at this moment. One that does not exist is asked for as long, so that the time of an answer tells nothing. */
export async function accessTo({ helpers }: Pick<Store, 'helpers'>, instance: Pick<Instance, 'id' | 'owner'> | undefined): Promise<Access> {
  const found = await helpers.list(instance?.id ?? noInstance)
  return instance ? { owner: instance.owner, helpers: found } : nobodys
}

const noInstance = '' as Instance['id']

/** Of an operation on an instance: assistants have to do with those only that they began themselves. */
export const accessToOperation = ({ owner, helpers }: Access, by: string): Access => ({
  owner,
  helpers: helpers.filter(({ role, username }) => role !== 'assistant' || username === by),
})
