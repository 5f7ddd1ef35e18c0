import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { PersonListed } from '../../../src/api/contract/person.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

/** Everybody, by name. Only for super-users. */
export function usePeople(): UseQueryResult<readonly PersonListed[]> {
  const api = useApi()
  return useQuery({
    queryKey: queryKeys.people,
    queryFn: async ({ signal }) => (await api.call('GET /people', { signal })).items.sort((a, b) => a.name.localeCompare(b.name)),
  })
}
