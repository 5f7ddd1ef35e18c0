import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import type { OperationAccepted } from '../../../src/api/contract/operation.ts'
import type { Api } from '../../api/api.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'
import { useShowTask } from '../tasks/show-task.tsx'
import type { Verb } from './instance-verbs.ts'

/** Asks the server to do something to an instance; the task that this becomes is shown by the page. */
export function useInstanceVerb({ name, movesTo }: Pick<InstanceDetail, 'name' | 'movesTo'>) {
  const api = useApi()
  const queries = useQueryClient()
  const showTask = useShowTask()
  return useMutation({
    mutationFn: (verb: Verb) => ask(api, name, movesTo[0])[verb](),
    onSuccess: async ({ operation }) => {
      showTask(operation.id)
      await queries.invalidateQueries({ queryKey: queryKeys.instance(name) })
    },
  })
}

function ask(api: Api, name: string, engine: InstanceDetail['engine'] = 'process'): Record<Verb, () => Promise<OperationAccepted>> {
  const params = { name }
  return {
    start: () => api.call('POST /instances/:name/start', { params }),
    stop: () => api.call('POST /instances/:name/stop', { params }),
    restart: () => api.call('POST /instances/:name/restart', { params }),
    move: () => api.call('POST /instances/:name/move', { params, body: { engine } }),
    reset: () => api.call('POST /instances/:name/reset-database', { params }),
    trash: () => api.call('DELETE /instances/:name', { params }),
    restore: () => api.call('POST /instances/:name/restore', { params }),
  }
}
