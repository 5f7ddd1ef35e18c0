import { usePrevious } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useMe } from '../../app/sign-in-state.tsx'
import { queryKeys } from '../../live/query-keys.ts'
import { useInstances } from './use-instances.ts'

/** How many instances somebody has created, and may create. */
export interface Quota {
  readonly created: number
  readonly quota: number
}

/** Null: any number. The server counts, as what was handed over is not in the list; and anew when the list of one's own has changed. */
export function useQuota(): Quota | null {
  const { username, instances } = useMe()
  const { created, quota } = instances
  const { data: all } = useInstances()
  const queries = useQueryClient()
  const owned = all?.filter(({ owner, state }) => owner === username && state !== 'trashed').length
  const before = usePrevious(owned)
  useEffect(() => {
    if (quota !== null && before !== undefined && before !== owned) void queries.invalidateQueries({ queryKey: queryKeys.me })
  }, [queries, quota, before, owned])
  return quota === null ? null : { created, quota }
}
