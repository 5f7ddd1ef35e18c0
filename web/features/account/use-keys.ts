import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { KeyAdd, KeyAnswer } from '../../../src/api/contract/key.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

/** One's own SSH keys. */
export function useKeys(): UseQueryResult<readonly KeyAnswer[]> {
  const api = useApi()
  return useQuery({ queryKey: queryKeys.keys, queryFn: async ({ signal }) => (await api.call('GET /keys', { signal })).items })
}

export function useAddKey() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: KeyAdd) => api.call('POST /keys', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.keys }),
  })
}

export function useRemoveKey() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.call('DELETE /keys/:id', { params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.keys }),
  })
}
