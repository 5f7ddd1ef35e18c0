import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { PasskeyRename } from '../../../src/api/contract/passkey.ts'
import { useApi } from '../../api/api-context.tsx'
import { queryKeys } from '../../live/query-keys.ts'
import { makePasskey } from '../passkeys/ask-device.ts'

/** One's own passkeys, and whether there can be some at this address. */
export function usePasskeys() {
  const api = useApi()
  return useQuery({ queryKey: queryKeys.passkeys, queryFn: ({ signal }) => api.call('GET /me/passkeys', { signal }) })
}

/** Asks the device for a new one, and has the server keep its public half. */
export function useAddPasskey() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ name, password }: { readonly name: string; readonly password: string }) => {
      const made = await makePasskey(await api.call('POST /me/passkeys/begin', { body: { password } }))
      return api.call('POST /me/passkeys', { body: { ...made, name } })
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.passkeys }),
  })
}

export function useRenamePasskey(id: string) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: PasskeyRename) => api.call('PATCH /me/passkeys/:id', { params: { id }, body }),
    // also when it was removed meanwhile
    onSettled: () => queries.invalidateQueries({ queryKey: queryKeys.passkeys }),
  })
}

export function useRemovePasskey() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.call('DELETE /me/passkeys/:id', { params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeys.passkeys }),
  })
}
