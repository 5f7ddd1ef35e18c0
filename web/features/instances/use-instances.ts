import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { InstanceDetail, InstanceSummary } from '../../../src/api/contract/instance.ts'
import type { Api } from '../../api/api.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

const batch = 1000

/** All instances that this person may see, those in the trash, too. */
export function useInstances(): UseQueryResult<readonly InstanceSummary[]> {
  const api = useApi()
  return useQuery({ queryKey: queryKeys.instances, queryFn: ({ signal }) => fetchAll(api, signal) })
}

/** Everything about one instance, secrets apart. */
export function useInstance(name: string): UseQueryResult<InstanceDetail> {
  const api = useApi()
  return useQuery({
    queryKey: queryKeys.instance(name),
    queryFn: ({ signal }) => api.call('GET /instances/:name', { params: { name }, signal }),
  })
}

async function fetchAll(api: Api, signal: AbortSignal): Promise<readonly InstanceSummary[]> {
  const items: InstanceSummary[] = []
  let cursor: string | null = null
  do {
    const query = { withTrashed: true, limit: batch, cursor: cursor ?? undefined }
    const page: { items: InstanceSummary[]; next: string | null } = await api.call('GET /instances', { query, signal })
    items.push(...page.items)
    cursor = page.next
  } while (cursor !== null)
  return items
}
