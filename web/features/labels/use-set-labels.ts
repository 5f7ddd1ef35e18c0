import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

interface LabelsChange {
  readonly labels: readonly string[]
  readonly notes: string
  /** What both were when the window was opened: what was not touched is not sent. */
  readonly begun: { readonly labels: readonly string[]; readonly notes: string }
}

/** Sets the labels of an instance, and its notes. */
export function useSetLabels(name: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (change: LabelsChange) => {
      const body = toBody(change)
      if (Object.keys(body).length > 0) await api.call('PATCH /instances/:name', { params: { name }, body })
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.instance(name) }),
  })
}

const toBody = ({ labels, notes, begun }: LabelsChange) => ({
  ...(labels.join('\n') === begun.labels.join('\n') ? {} : { labels: [...labels] }),
  ...(notes === begun.notes ? {} : { notes, notesBefore: begun.notes }),
})
