import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

/** Where somebody is signed in; renewed with the list of people. */
export function usePersonSignIns(username: string) {
  const api = useApi()
  return useQuery({
    queryKey: queryKeys.personSignIns(username),
    queryFn: async ({ signal }) => (await api.call('GET /people/:username/sign-ins', { params: { username }, signal })).items,
    staleTime: 0,
  })
}

/** Ends the sign-in of that id, or all of them. */
export function useEndSignIn(username: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string | 'all') =>
      id === 'all'
        ? api.call('DELETE /people/:username/sign-ins', { params: { username } })
        : api.call('DELETE /people/:username/sign-ins/:id', { params: { username, id } }),
    // also when it had ended meanwhile
    onSettled: () => queries.invalidateQueries({ queryKey: queryKeys.people }),
  })
}
