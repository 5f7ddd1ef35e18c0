import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { MetricsRange } from '../../../src/domain/metrics.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

/** As often as something new is measured; a page in the background does not ask. */
const everyMs = 15_000

/** Kept up to date while the page is looked at. */
const live = { refetchInterval: everyMs, placeholderData: keepPreviousData, staleTime: 0 } as const

/** What was measured of an instance. */
export function useMetrics(name: string, range: MetricsRange) {
  const api = useApi()
  return useQuery({
    ...live,
    queryKey: queryKeys.metrics(name, range),
    queryFn: ({ signal }) => api.call('GET /instances/:name/metrics', { params: { name }, query: { range }, signal }),
  })
}

/** What was measured of the machine. */
export function useMachineMetrics(range: MetricsRange) {
  const api = useApi()
  return useQuery({
    ...live,
    queryKey: queryKeys.machineMetrics(range),
    queryFn: ({ signal }) => api.call('GET /machine/metrics', { query: { range }, signal }),
  })
}
