import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { InstancePackages } from '../../../src/api/contract/instance.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

/** What is installed for the code that serves visitors. */
export function usePackages(name: string): UseQueryResult<InstancePackages> {
  const api = useApi()
  return useQuery({
    queryKey: queryKeys.packages(name),
    queryFn: ({ signal }) => api.call('GET /instances/:name/packages', { params: { name }, signal }),
  })
}

/** As they are typed; empty: found by itself. */
export interface ChosenVersions {
  readonly otreeVersion: string
  readonly pythonVersion: string
}

/** Sets both for the next deployment. */
export function useSetVersions(name: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ otreeVersion, pythonVersion }: ChosenVersions) =>
      api.call('PATCH /instances/:name', {
        params: { name },
        body: { otreeVersion: otreeVersion.trim() || null, pythonVersion: pythonVersion.trim() || null },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.instance(name) }),
  })
}
