import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { PersonListed } from '../../../src/api/contract/person.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

/** Everybody, by name. Only for super-users; nobody else asks (`enabled`). */
export function usePeople({ enabled = true } = {}): UseQueryResult<readonly PersonListed[]> {
  const api = useApi()
  return useQuery({
    enabled,
    queryKey: queryKeys.people,
    queryFn: async ({ signal }) => (await api.call('GET /people', { signal })).items.sort((a, b) => a.name.localeCompare(b.name)),
  })
}
