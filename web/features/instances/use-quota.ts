import { useMe } from '../../app/sign-in-state.tsx'
import { useInstances } from './use-instances.ts'

/** How many instances of their own somebody has, and may have by creating them. */
export interface Quota {
  readonly owned: number
  readonly quota: number
}

/** Null: any number. Counted from the list, which is always up to date; before it is there, what the server has counted. */
export function useQuota(): Quota | null {
  const { username, instances } = useMe()
  const { data: all } = useInstances()
  if (instances.quota === null) return null
  const owned = all?.filter(({ owner, state }) => owner === username && state !== 'trashed').length ?? instances.owned
  return { owned, quota: instances.quota }
}
