import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OperationAccepted } from '../../../src/api/contract/operation.ts'
import type { SettingsChangeBody, VariableList } from '../../../src/api/contract/settings.ts'
import type { ChosenLimits } from '../../../src/domain/limits.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'
import { useShowTask } from '../tasks/show-task.tsx'

/** The names of the variables, without their values. */
export function useVariables(name: string): UseQueryResult<VariableList['items']> {
  const api = useApi()
  return useQuery({
    queryKey: queryKeys.variables(name),
    queryFn: async ({ signal }) => (await api.call('GET /instances/:name/variables', { params: { name }, signal })).items,
  })
}

/** The value of one variable. Not a query: what is secret is not kept, and not fetched again by itself, since each reading is audited. */
export function useVariableValue(name: string, variable: string) {
  const api = useApi()
  return useMutation({
    mutationFn: () => api.call('GET /instances/:name/variables/:variable', { params: { name, variable } }),
    gcTime: 0,
  })
}

/** Asks for something that becomes a task, which the page then shows. */
function useBegin<Input>(name: string, ask: (input: Input) => Promise<OperationAccepted>) {
  const queries = useQueryClient()
  const showTask = useShowTask()
  return useMutation({
    mutationFn: ask,
    onSuccess: async ({ operation }) => {
      showTask(operation.id)
      await queries.invalidateQueries({ queryKey: queryKeys.instance(name) })
    },
    gcTime: 0,
  })
}

export function useChangeSettings(name: string) {
  const api = useApi()
  return useBegin(name, (body: SettingsChangeBody) => api.call('PATCH /instances/:name/settings', { params: { name }, body }))
}

export function useSetPassword(name: string) {
  const api = useApi()
  return useBegin(name, (body: { readonly password: string; readonly disturb: boolean }) =>
    api.call('POST /instances/:name/admin-password', { params: { name }, body }),
  )
}

export function useScale(name: string) {
  const api = useApi()
  return useBegin(name, (body: ChosenLimits) => api.call('POST /instances/:name/scale', { params: { name }, body }))
}
