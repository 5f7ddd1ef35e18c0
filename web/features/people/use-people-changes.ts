import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { PersonCreate } from '../../../src/api/contract/person.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

export function useCreatePerson() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: PersonCreate) => api.call('POST /people', { body }),
    gcTime: 0, // the link is kept no longer than it is shown
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.people }),
  })
}

export function useResetPerson(username: string) {
  const api = useApi()
  return useMutation({ mutationFn: () => api.call('POST /people/:username/reset', { params: { username } }), gcTime: 0 })
}

export function useRemovePerson() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (username: string) => api.call('DELETE /people/:username', { params: { username } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.people }),
  })
}
