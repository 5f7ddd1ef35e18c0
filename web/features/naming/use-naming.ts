import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'
import { useShowTask } from '../tasks/show-task.tsx'

interface Renaming {
  readonly newName: string
  /** Although people play. */
  readonly disturb: boolean
}

/** Calls an instance otherwise. */
export function useRename(name: string) {
  const api = useApi()
  const queries = useQueryClient()
  const showTask = useShowTask()
  return useMutation({
    mutationFn: ({ newName, disturb }: Renaming) =>
      api.call('POST /instances/:name/rename', { params: { name }, body: { name: newName, ...(disturb ? { disturb } : {}) } }),
    onSuccess: async ({ operation }) => {
      showTask(operation.id)
      await queries.invalidateQueries({ queryKey: queryKeys.instance(name) })
    },
  })
}

interface Copy {
  readonly name: string
  readonly withData: boolean
  readonly owner?: string
}

/** Makes another instance like this one, and shows its page, where the task is. */
export function useCopy(name: string) {
  const api = useApi()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (body: Copy) => api.call('POST /instances/:name/copy', { params: { name }, body }),
    onSuccess: (_operation, { name: newName }) => void navigate({ to: '/instances/$name', params: { name: newName } }),
  })
}

/** Leads from the page of a former name to that of the present one, without a gap: what is known of the instance goes along. */
export function useNameOf(asked: string, instance: InstanceDetail | undefined): void {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const name = instance?.name
  useEffect(() => {
    if (name === undefined || name === asked) return
    queries.setQueryData(queryKeys.instance(name), instance)
    void navigate({ to: '/instances/$name', params: { name }, search: (before) => before, hash: true, replace: true })
  }, [asked, name, instance, queries, navigate])
}
