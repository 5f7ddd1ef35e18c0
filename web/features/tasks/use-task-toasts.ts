import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import type { LiveEvent } from '../../../src/api/contract/live.ts'
import type { OperationAnswer } from '../../../src/api/contract/operation.ts'
import { useApi } from '../../api/api-context.tsx'
import { useMe } from '../../app/sign-in-state.tsx'
import { useLiveEvents } from '../../live/live-provider.tsx'
import { queryKeys } from '../../live/query-keys.ts'
import { EndedTasks } from './ended-tasks.ts'
import { useAllWatched } from './watched.tsx'

/** A task that has ended, or how many. */
export type TaskToast =
  | { readonly id: string; readonly task: OperationAnswer }
  | { readonly id: string; readonly many: readonly OperationAnswer[] }

const mostShown = 4

/** Tasks that have ended and concern this person: those they began themselves, and those on their own instances. */
export function useTaskToasts(): { readonly toasts: readonly TaskToast[]; readonly hide: (id: string) => void } {
  const api = useApi()
  const queries = useQueryClient()
  const { username, superUser } = useMe()
  const watched = useAllWatched()
  const [toasts, setToasts] = useState<readonly TaskToast[]>([])
  const ended = useMemo(() => {
    const add = (toast: TaskToast): void => setToasts((before) => [...before, toast].slice(-mostShown))
    const note = (operations: string[]): void => {
      if (operations.length === 0) return
      // Where it does not arrive the next visit tells once more, which is better than not at all.
      whenLookedAt(() => void api.call('POST /me/told', { body: { operations } }).catch(() => undefined))
    }
    return new EndedTasks({
      // Not by the cache, which would join a request that was sent before the event.
      fetchTask: (id) => api.call('GET /operations/:id', { params: { id } }),
      // Whoever is no super-user hears only of their own instances.
      // that an instance fell asleep is no news to anybody: nobody was there
      concerns: ({ kind, by, instance }) =>
        kind !== 'sleep-instance' &&
        (by === username ||
          !superUser ||
          findOwner(queries, instance) === username ||
          (kind === 'purge-instance' && watched.has(instance))),
      // Also a task so quick that its page did not see it under way.
      // What is deleted for good has no page any more.
      showWatched: ({ id, instance, kind, state }) => {
        if (kind === 'purge-instance' && state === 'done') return false
        watched.get(instance)?.(id)
        return watched.has(instance)
      },
      onEnded: (task) => add({ id: task.id, task }),
      onManyEnded: (many) => add({ id: crypto.randomUUID(), many }),
      fetchUntold: async () => (await api.call('GET /operations', { query: { untold: true, limit: 100 } })).items,
      onTold: (tasks) => note(tasks.filter(({ by }) => by === username).map(({ id }) => id)),
    })
  }, [api, queries, username, superUser, watched])
  useLiveEvents(useCallback((event: LiveEvent) => void ended.hear(event), [ended]))
  // The connection may have begun before this was there to hear of it.
  useEffect(() => void ended.hear({ topic: 'everything' }), [ended])
  const hide = useCallback((id: string) => setToasts((before) => before.filter((toast) => toast.id !== id)), [])
  return { toasts, hide }
}

/** A window in the background has told nobody anything. */
function whenLookedAt(work: () => void): void {
  if (document.visibilityState === 'visible') {
    work()
    return
  }
  const look = (): void => {
    if (document.visibilityState !== 'visible') return
    document.removeEventListener('visibilitychange', look)
    work()
  }
  document.addEventListener('visibilitychange', look)
}

function findOwner(queries: QueryClient, name: string): string | undefined {
  const shown = queries.getQueryData<InstanceSummary>(queryKeys.instance(name))
  return (shown ?? queries.getQueryData<readonly InstanceSummary[]>(queryKeys.instances)?.find((one) => one.name === name))?.owner
}
