import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { TokenAnswer, TokenCreate } from '../../../src/api/contract/token.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

/** One's own API tokens; the tokens themselves are told once, when they are made. */
export function useTokens(): UseQueryResult<readonly TokenAnswer[]> {
  const api = useApi()
  return useQuery({ queryKey: queryKeys.tokens, queryFn: async ({ signal }) => (await api.call('GET /tokens', { signal })).items })
}

export function useCreateToken() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: TokenCreate) => api.call('POST /tokens', { body }),
    gcTime: 0, // the token is kept no longer than it is shown
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.tokens }),
  })
}

export function useRemoveToken() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.call('DELETE /tokens/:id', { params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.tokens }),
  })
}
