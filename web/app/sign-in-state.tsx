import { useSuspenseQuery } from '@tanstack/react-query'
import type { Me } from '../../src/api/contract/me.ts'
import type { Action } from '../../src/domain/policy.ts'
import { useApi } from '../api/api-context.tsx'
import { queryKeys } from '../live/query-keys.ts'

/** Who is signed in. Only below the shell. */
export function useMe(): Me {
  const api = useApi()
  return useSuspenseQuery({ queryKey: queryKeys.me, queryFn: () => api.call('GET /me', {}) }).data
}

/** Whether the signed-in person may do this to what nobody owns, e.g. `instance.create`. */
export const useMay = (action: Action): boolean => useMe().allowedActions.includes(action)
