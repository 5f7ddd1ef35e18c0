import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OperationAnswer } from '../../../src/api/contract/operation.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

/** A task with its steps, as it is now; null: there is none. */
export function useOperation(id: string | null): UseQueryResult<OperationAnswer> {
  const api = useApi()
  return useQuery({
    queryKey: queryKeys.operation(id ?? ''),
    queryFn: ({ signal }) => api.call('GET /operations/:id', { params: { id: id ?? '' }, signal }),
    enabled: id !== null,
  })
}

/** Newest first. */
export function useOperations(instance: string): UseQueryResult<readonly OperationAnswer[]> {
  const api = useApi()
  return useQuery({
    queryKey: queryKeys.operations(instance),
    queryFn: async ({ signal }) => (await api.call('GET /operations', { query: { instance, limit: 100 }, signal })).items,
  })
}

export function useCancelOperation(id: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => api.call('POST /operations/:id/cancel', { params: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: queryKeys.operation(id) }),
  })
}
