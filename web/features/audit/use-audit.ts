import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query'
import type { AuditFilterQuery } from '../../../src/api/contract/audit.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'
import { saveFile } from '../../ui/save-file.ts'

const batch = 100

/** The audit log, from the newest entry on as far as it was asked for. */
export function useAudit(filter: AuditFilterQuery) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: [...queryKeys.audit, filter],
    queryFn: ({ pageParam, signal }) =>
      api.call('GET /audit', { query: { ...filter, limit: batch, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
}

/** What concerns one instance. */
export function useInstanceAudit(name: string) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: queryKeys.instanceAudit(name),
    queryFn: ({ pageParam, signal }) =>
      api.call('GET /instances/:name/audit', { params: { name }, query: { limit: batch, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    staleTime: 0,
  })
}

/** All entries that fit, as a file on this computer. */
export function useDownloadAudit() {
  const api = useApi()
  return useMutation({
    mutationFn: (query: AuditFilterQuery) => api.download('GET /audit.csv', { query }),
    onSuccess: (csv) => saveFile(`audit-${new Date().toISOString().slice(0, 10)}.csv`, csv),
    gcTime: 0,
  })
}
