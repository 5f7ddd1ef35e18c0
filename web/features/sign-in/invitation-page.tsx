import { Anchor, Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../api/api-context.tsx'
import { isNotFound } from '../../api/problem.ts'
import { usePageStart } from '../../app/page-start-context.tsx'
import { m } from '../../i18n/messages.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { showProblem } from '../../ui/to-issues.ts'
import { enterOrAsk } from './enter.ts'
import { NewPassword, newPasswordRules } from './new-password.tsx'
import { SecondFactorStep } from './second-factor-step.tsx'

/** Where somebody who was invited, or whose password was reset, chooses one. */
export function InvitationPage() {
  const { secret } = usePageStart()
  return (
    <>
      {secret === null ? <PageHeader title={m.invitation.noTokenTitle} text={m.invitation.noTokenText} /> : <Invitation token={secret} />}
      {secret === null && <Anchor href="/sign-in">{m.invitation.signIn}</Anchor>}
    </>
  )
}

/** Whoever has a second factor gives it also after a new password. */
function Invitation({ token }: { readonly token: string }) {
  const [ticket, setTicket] = useState<string | null>(null)
  if (ticket !== null) return <SecondFactorStep ticket={ticket} onAgain={() => window.location.assign('/sign-in')} />
  return <Choice token={token} onTicket={setTicket} />
}

interface ChoiceProps {
  readonly token: string
  readonly onTicket: (ticket: string) => void
}

function Choice({ token, onTicket }: ChoiceProps) {
  const api = useApi()
  const query = useQuery({
    queryKey: ['invitation'],
    queryFn: () => api.call('POST /invitation/read', { body: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <>
      <PageHeader title={m.invitation.title} text={query.isError ? undefined : m.invitation.text} />
      {isNotFound(query.error) ? (
        <VoidLink error={query.error} />
      ) : (
        <QueryView query={query} skeleton={[56, 56, 56]}>
          {({ username }) => <PasswordForm token={token} username={username} onTicket={onTicket} />}
        </QueryView>
      )}
    </>
  )
}

/** There is no other try with it; whoever used it themselves can sign in. */
const VoidLink = ({ error }: { readonly error: unknown }) => (
  <Stack gap="md">
    <ProblemAlert error={error} />
    <Anchor href="/sign-in">{m.invitation.signIn}</Anchor>
  </Stack>
)

function PasswordForm({ token, username, onTicket }: ChoiceProps & { readonly username: string }) {
  const api = useApi()
  const form = useForm({ mode: 'uncontrolled', initialValues: { password: '', again: '' }, validate: newPasswordRules })
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: (password: string) => api.call('POST /invitation/accept', { body: { token, password } }),
    onSuccess: (answer) => enterOrAsk(answer, { ask: onTicket }),
    onError: (problem) => showProblem(form, problem),
  })
  return (
    <form onSubmit={form.onSubmit(({ password }) => mutate(password))} noValidate>
      <Stack gap="md">
        <TextInput label={m.fields.username} value={username} readOnly autoComplete="username" />
        <NewPassword form={form} />
        <FormProblem error={error} fields={['password']} />
        <Button type="submit" size="md" mt="xs" loading={isPending || isSuccess}>
          {m.invitation.submit}
        </Button>
      </Stack>
    </form>
  )
}
