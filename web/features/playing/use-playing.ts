import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { PlayingAnswer } from '../../../src/api/contract/playing.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

const everyMs = 10_000

/** Who plays at this moment, in which sessions; asked again when the number changes, and now and then, as people finish without a sign. */
export function usePlaying(name: string, enabled: boolean): UseQueryResult<PlayingAnswer> {
  const api = useApi()
  return useQuery({
    queryKey: queryKeys.playing(name),
    queryFn: ({ signal }) => api.call('GET /instances/:name/playing', { params: { name }, signal }),
    enabled,
    staleTime: 0,
    refetchInterval: everyMs,
  })
}
