import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useApi } from '../../api/api-context.tsx'
import { usePageStart } from '../../app/page-start-context.tsx'
import { m } from '../../i18n/messages.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

/** Where somebody who forgot their password asks for a new one. It does not tell who there is. */
export function ForgottenPage() {
  const { mail } = usePageStart()
  const api = useApi()
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: (usernameOrEmail: string) => api.call('POST /forgotten-password', { body: { usernameOrEmail } }),
  })
  if (isSuccess) return <Sent />
  return (
    <>
      <PageHeader title={m.forgotten.title} text={mail ? m.forgotten.text : m.forgotten.noMail} />
      <Stack gap="md">
        {mail && <AskForm isPending={isPending} error={error} onAsk={mutate} />}
        <BackToSignIn />
      </Stack>
    </>
  )
}

interface AskFormProps {
  readonly isPending: boolean
  readonly error: unknown
  readonly onAsk: (usernameOrEmail: string) => void
}

function AskForm({ isPending, error, onAsk }: AskFormProps) {
  const form = useForm({ mode: 'uncontrolled', initialValues: { who: '' }, validate: { who: isNotEmpty(m.common.required) } })
  return (
    <form onSubmit={form.onSubmit(({ who }) => onAsk(who))} noValidate>
      <Stack gap="md">
        <TextInput
          label={m.forgotten.who}
          key={form.key('who')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          {...form.getInputProps('who')}
        />
        <ProblemAlert error={error} />
        <Button type="submit" size="md" mt="xs" loading={isPending}>
          {m.forgotten.submit}
        </Button>
      </Stack>
    </form>
  )
}

function Sent() {
  return (
    <div role="status">
      <PageHeader title={m.forgotten.sentTitle} text={m.forgotten.sentText} />
      <Stack gap="md">
        <Text c="dimmed" fz="sm">
          {m.forgotten.sentHint}
        </Text>
        <BackToSignIn />
      </Stack>
    </div>
  )
}

const BackToSignIn = () => (
  <Anchor component={Link} to="/sign-in" fz="sm">
    {m.forgotten.back}
  </Anchor>
)
