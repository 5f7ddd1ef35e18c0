import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ProfileUpdate } from '../../src/api/contract/account.ts'
import type { Me } from '../../src/api/contract/me.ts'
import { useApi } from '../api/api-context.tsx'
import { changeLanguage } from '../i18n/change-language.ts'
import { language } from '../i18n/messages.ts'
import { queryKeys } from '../live/query-keys.ts'

/** Changes the signed-in person's own name, language or theme. A page in another language is loaded anew. */
export function useUpdateMe() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: ProfileUpdate) => api.call('PATCH /me', { body }),
    onSuccess: (person, { language: chosen }) => {
      queries.setQueryData<Me>(queryKeys.me, (me) => me && { ...me, person })
      if (chosen !== undefined && chosen !== language) changeLanguage(chosen)
    },
  })
}
