import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { KeptCopyAnswer } from '../../../src/api/contract/kept-copies.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'
import { saveFile } from '../../ui/save-file.ts'

/** The copies of all data that are kept. */
export function useCopies(name: string, enabled: boolean) {
  const api = useApi()
  return useQuery({
    queryKey: queryKeys.copies(name),
    queryFn: async ({ signal }) => (await api.call('GET /instances/:name/copies', { params: { name }, signal })).items,
    enabled,
  })
}

/** Saves one on this computer. */
export function useDownloadCopy(name: string) {
  const api = useApi()
  return useMutation({
    mutationFn: ({ id }: KeptCopyAnswer) => api.download('GET /instances/:name/copies/:copy', { params: { name, copy: id } }),
    onSuccess: (content, { madeAt }) => saveFile(`${name}-${madeAt.slice(0, 10)}.dump`, content),
    gcTime: 0,
  })
}

/** Deletes one for good. */
export function useRemoveCopy(name: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.call('DELETE /instances/:name/copies/:copy', { params: { name, copy: id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.copies(name) }),
  })
}
