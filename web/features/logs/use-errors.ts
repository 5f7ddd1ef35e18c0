import { useMutation, useQuery } from '@tanstack/react-query'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { useApi } from '../../api/api-context.tsx'
import { useMe } from '../../app/sign-in-state.tsx'
import { queryKeys } from '../../live/query-keys.ts'
import { saveFile } from '../../ui/save-file.ts'

const everyMs = 30_000

/** The errors in an instance's log, kept up to date while the page is looked at. */
export function useErrors({ name, allowedActions }: InstanceDetail, isEnabled = true) {
  const api = useApi()
  return useQuery({
    queryKey: queryKeys.errors(name),
    queryFn: ({ signal }) => api.call('GET /instances/:name/errors', { params: { name }, signal }),
    refetchInterval: everyMs,
    enabled: isEnabled && allowedActions.includes('instance.logs'),
  })
}

/** How many kinds of errors there are; 0 where it is not known. A super-user who only passes by does not read in the logs of others: that would be noted as such. */
export function useErrorCount(instance: InstanceDetail): number {
  const { username } = useMe()
  const { data } = useErrors(instance, instance.relation !== 'super-user' || instance.owner === username)
  return data ? data.items.length + data.others : 0
}

/** All that is kept of the log, as a file on this computer. */
export function useDownloadLog(name: string) {
  const api = useApi()
  return useMutation({
    mutationFn: () => api.download('GET /instances/:name/logs/file', { params: { name } }),
    onSuccess: (log) => saveFile(`${name}-log-${new Date().toISOString().slice(0, 10)}.txt`, log),
    gcTime: 0,
  })
}
