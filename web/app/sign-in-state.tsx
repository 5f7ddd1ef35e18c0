import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { Me } from '../../src/api/contract/me.ts'
import type { Action } from '../../src/domain/policy.ts'
import type { Api } from '../api/api.ts'
import { useApi } from '../api/api-context.tsx'
import { queryKeys } from '../live/query-keys.ts'

const meQuery = (api: Api) => queryOptions({ queryKey: queryKeys.me, queryFn: () => api.call('GET /me', {}) })

/** Who is signed in. Only below the shell. */
export const useMe = (): Me => useSuspenseQuery(meQuery(useApi())).data

/** Whether that is known, or why not. The shell waits for it: what React suspends it shows no earlier than 300 ms after the sign of waiting, however fast the answer is. */
export const useIsMeKnown = (): boolean => !useQuery(meQuery(useApi())).isPending

/** Whether the signed-in person may do this to what nobody owns, e.g. `instance.create`. */
export const useMay = (action: Action): boolean => useMe().allowedActions.includes(action)
