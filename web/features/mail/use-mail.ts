import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

const whileWaitingMs = 5_000

/** Mails that have not left; looked at again and again as long as there are some. */
export function useMail() {
  const api = useApi()
  return useQuery({
    queryKey: queryKeys.mail,
    queryFn: ({ signal }) => api.call('GET /mail', { signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && state.data.items.length > 0 ? whileWaitingMs : false),
  })
}

export function useTestMail() {
  const api = useApi()
  const lookAgain = useLookAgain()
  return useMutation({ mutationFn: () => api.call('POST /mail/test', { body: {} }), onSettled: lookAgain })
}

export function useRetryMail() {
  const api = useApi()
  const lookAgain = useLookAgain()
  return useMutation({ mutationFn: () => api.call('POST /mail/retry', { body: {} }), onSettled: lookAgain })
}

function useLookAgain(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all([queries.invalidateQueries({ queryKey: queryKeys.mail }), queries.invalidateQueries({ queryKey: queryKeys.health })])
}
