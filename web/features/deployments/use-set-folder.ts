import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

/** Sets which folder is the project for the next deployment; null: the top. */
export function useSetFolder(name: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (projectFolder: string | null) => api.call('PATCH /instances/:name', { params: { name }, body: { projectFolder } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.instance(name) }),
  })
}
