import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { HelperAnswer, HelperSet } from '../../../src/api/contract/helper.ts'
import type { HelperRole } from '../../../src/domain/helper.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

/** Whom the owner let in, by username. Not for assistants. */
export function useHelpers(name: string): UseQueryResult<readonly HelperAnswer[]> {
  const api = useApi()
  return useQuery({
    queryKey: queryKeys.helpers(name),
    queryFn: async ({ signal }) => (await api.call('GET /instances/:name/helpers', { params: { name }, signal })).items,
  })
}

/** Lets somebody in, or changes what they may. */
export function useSetHelper(name: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ username, ...body }: HelperSet & { readonly username: string }) =>
      api.call('PUT /instances/:name/helpers/:username', { params: { name, username }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.helpers(name) }),
  })
}

export function useRemoveHelper(name: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (username: string) => api.call('DELETE /instances/:name/helpers/:username', { params: { name, username } }),
    // The list of whoever left may not be asked for again.
    onSuccess: (_nothing, username) =>
      queries.setQueryData<readonly HelperAnswer[]>(queryKeys.helpers(name), (list) => list?.filter((one) => one.username !== username)),
  })
}

/** What the owner until now is afterwards. */
export type Keep = HelperRole | 'nothing'

export function useHandOver(name: string) {
  const api = useApi()
  return useMutation({
    mutationFn: ({ owner, keepAs }: { readonly owner: string; readonly keepAs: Keep }) =>
      api.call('POST /instances/:name/hand-over', { params: { name }, body: { owner, keepAs: keepAs === 'nothing' ? null : keepAs } }),
  })
}
