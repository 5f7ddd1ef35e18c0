import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { OpeningAnswer } from '../../../src/api/contract/open.ts'
import { useApi } from '../../api/api-context.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

interface OpenSignedInProps {
  readonly name: string
  readonly children: React.ReactNode
}

/** Leads into oTree's admin pages, in a window of its own, whose scripts cannot reach back into this page; one is signed in there already. */
export function OpenSignedIn({ name, children }: OpenSignedInProps) {
  const api = useApi()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.call('POST /instances/:name/open', { params: { name } }),
    onSuccess: post,
    gcTime: 0,
  })
  return (
    <>
      <Button leftSection={<IconExternalLink size={18} aria-hidden="true" />} loading={isPending} onClick={() => mutate()}>
        {children}
      </Button>
      <ProblemAlert error={error} />
    </>
  )
}

/** As a form: what is in an address stays in histories and logs. */
function post({ url, ticket }: OpeningAnswer): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = url
  form.target = '_blank'
  form.rel = 'noopener'
  const field = document.createElement('input')
  field.type = 'hidden'
  field.name = 'ticket'
  field.value = ticket
  form.append(field)
  document.body.append(form)
  form.submit()
  form.remove()
}
