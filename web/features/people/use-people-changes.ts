import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { PersonCreate, PersonRemoval, PersonUpdate } from '../../../src/api/contract/person.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

export function useCreatePerson() {
  const api = useApi()
  const onSuccess = useLookAgain()
  return useMutation({
    mutationFn: (body: PersonCreate) => api.call('POST /people', { body }),
    gcTime: 0, // the link is kept no longer than it is shown
    onSuccess,
  })
}

export function useUpdatePerson(username: string) {
  const api = useApi()
  const onSuccess = useLookAgain()
  return useMutation({
    mutationFn: (body: PersonUpdate) => api.call('PATCH /people/:username', { params: { username }, body }),
    onSuccess,
  })
}

/** How somebody comes to a new password: `reset` leaves all as it is until they choose one, `force` voids it at once. */
export type LinkKind = 'reset' | 'force'

export function useResetPerson(username: string, kind: LinkKind) {
  const api = useApi()
  const onSuccess = useLookAgain()
  const route = kind === 'reset' ? 'POST /people/:username/reset' : 'POST /people/:username/force-new-password'
  return useMutation({ mutationFn: () => api.call(route, { params: { username } }), gcTime: 0, onSuccess })
}

export function useSecondFactorOff(username: string) {
  const api = useApi()
  const onSuccess = useLookAgain()
  return useMutation({
    mutationFn: () => api.call('DELETE /people/:username/second-factor', { params: { username } }),
    onSuccess,
  })
}

export function useDeletePerson(username: string) {
  const api = useApi()
  const onSuccess = useLookAgain()
  return useMutation({
    mutationFn: (query: PersonRemoval) => api.call('DELETE /people/:username', { params: { username }, query }),
    onSuccess,
  })
}

function useLookAgain(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all([queries.invalidateQueries({ queryKey: queryKeys.people }), queries.invalidateQueries({ queryKey: queryKeys.instances })])
}
