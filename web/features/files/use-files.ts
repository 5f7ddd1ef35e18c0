import { useMutation } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import { saveFile } from '../../ui/save-file.ts'

/** What the project has written. Not a query: each reading is noted in the audit log, so nothing is fetched again by itself. */
export function useFileList(name: string) {
  const api = useApi()
  return useMutation({ mutationFn: async () => (await api.call('GET /instances/:name/files', { params: { name } })).items, gcTime: 0 })
}

/** Removes what one run wrote, for good. */
export function useRemoveFiles(name: string) {
  const api = useApi()
  return useMutation({ mutationFn: (of: string) => api.call('DELETE /instances/:name/files', { params: { name }, query: { of } }) })
}

/** Saves what one process wrote as a tar on this computer. */
export function useDownloadFiles(name: string) {
  const api = useApi()
  return useMutation({
    mutationFn: (of: string) => api.download('GET /instances/:name/files/archive', { params: { name }, query: { of } }),
    onSuccess: (tar, of) => saveFile(`${name}-files-${of}.tar`, tar),
    gcTime: 0,
  })
}
