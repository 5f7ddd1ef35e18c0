import { useInfiniteQuery } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

const batch = 100

/** The audit log, from the newest entry on as far as it was asked for. */
export function useAudit() {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: queryKeys.audit,
    queryFn: ({ pageParam, signal }) => api.call('GET /audit', { query: { limit: batch, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    staleTime: 0,
  })
}
