import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SecondFactorAnswer } from '../../../src/api/contract/account.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'

/** Whether one's own second factor is on. */
export function useSecondFactor(): UseQueryResult<SecondFactorAnswer> {
  const api = useApi()
  return useQuery({ queryKey: queryKeys.secondFactor, queryFn: ({ signal }) => api.call('GET /me/second-factor', { signal }) })
}

/** Makes a secret for an app. */
export function useBeginSecondFactor() {
  const api = useApi()
  return useMutation({
    mutationFn: (password: string) => api.call('POST /me/second-factor', { body: { password } }),
    gcTime: 0, // secrets are kept no longer than they are shown
  })
}

/** Switches it on. */
export function useConfirmSecondFactor(ticket: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (code: string) => api.call('POST /me/second-factor/confirm', { body: { ticket, code } }),
    gcTime: 0,
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.secondFactor }),
  })
}

export function useRenewRecoveryCodes() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (password: string) => api.call('POST /me/second-factor/recovery-codes', { body: { password } }),
    gcTime: 0,
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.secondFactor }),
  })
}

export function useSwitchOffSecondFactor() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (password: string) => api.call('POST /me/second-factor/off', { body: { password } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.secondFactor }),
  })
}
