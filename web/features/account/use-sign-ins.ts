import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

/** Where one is signed in. Nothing tells of new ones, so each visit asks. */
export function useSignIns() {
  const api = useApi()
  return useQuery({
    queryKey: queryKeys.signIns,
    queryFn: async ({ signal }) => (await api.call('GET /me/sign-ins', { signal })).items,
    staleTime: 0,
  })
}

/** Ends one of one's sign-ins; null: all but this one. */
export function useEndSignIn() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string | null) =>
      id === null ? api.call('DELETE /me/sign-ins', {}) : api.call('DELETE /me/sign-ins/:id', { params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.signIns }),
  })
}
