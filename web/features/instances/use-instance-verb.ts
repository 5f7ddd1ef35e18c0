import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import type { OperationAccepted } from '../../../src/api/contract/operation.ts'
import type { Api } from '../../api/api.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'
import { useShowTask } from '../tasks/show-task.tsx'
import type { Verb } from './instance-verbs.ts'

/** What is asked for without anything besides. */
export type PlainVerb = Exclude<Verb, 'rename' | 'copy' | 'set-password'>

const ownWindows: ReadonlySet<Verb> = new Set(['rename', 'copy', 'set-password'])

export const hasOwnWindow = (verb: Verb): verb is Exclude<Verb, PlainVerb> => ownWindows.has(verb)

/** Asks the server to do something to an instance; the task that this becomes is shown by the page. */
export function useInstanceVerb({ name, movesTo }: Pick<InstanceDetail, 'name' | 'movesTo'>, disturb: boolean) {
  const api = useApi()
  const queries = useQueryClient()
  const showTask = useShowTask()
  return useMutation({
    mutationFn: (verb: PlainVerb) => ask(api, { name, engine: movesTo[0] ?? 'process', disturb })[verb](),
    onSuccess: async ({ operation }) => {
      showTask(operation.id)
      await queries.invalidateQueries({ queryKey: queryKeys.instance(name) })
    },
  })
}

interface Asked {
  readonly name: string
  readonly engine: InstanceDetail['engine']
  /** Whether it shall be done although people play. */
  readonly disturb: boolean
}

function ask(api: Api, { name, engine, disturb }: Asked): Record<PlainVerb, () => Promise<OperationAccepted>> {
  const params = { name }
  const query = disturb ? { disturb } : {}
  return {
    start: () => api.call('POST /instances/:name/start', { params }),
    stop: () => api.call('POST /instances/:name/stop', { params, query }),
    restart: () => api.call('POST /instances/:name/restart', { params }),
    move: () => api.call('POST /instances/:name/move', { params, body: { engine, ...query } }),
    reset: () => api.call('POST /instances/:name/reset-database', { params, query }),
    trash: () => api.call('DELETE /instances/:name', { params, query }),
    restore: () => api.call('POST /instances/:name/restore', { params }),
    purge: () => api.call('POST /instances/:name/purge', { params }),
  }
}
