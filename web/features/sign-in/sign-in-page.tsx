import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { SignIn } from '../../../src/api/contract/sign-in.ts'
import { useApi } from '../../api/api-context.tsx'
import { usePageStart } from '../../app/page-start-context.tsx'
import { m } from '../../i18n/messages.ts'
import { Note } from '../../ui/note.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { enter } from './enter.ts'

/** Username and password. */
export function SignInPage() {
  const api = useApi()
  const { next } = useSearch({ from: '/open/sign-in' })
  const form = useForm<SignIn>({
    mode: 'uncontrolled',
    initialValues: { username: '', password: '' },
    validate: { username: isNotEmpty(m.common.required), password: isNotEmpty(m.common.required) },
  })
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: (body: SignIn) => api.call('POST /sign-in', { body }),
    onSuccess: () => enter(next),
  })
  return (
    <>
      <PageHeader title={m.signIn.title} />
      <form onSubmit={form.onSubmit((values) => mutate(values))} noValidate>
        <Stack gap="md">
          <Unencrypted />
          <TextInput
            label={m.signIn.username}
            key={form.key('username')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            {...form.getInputProps('username')}
          />
          <PasswordInput
            label={m.signIn.password}
            key={form.key('password')}
            autoComplete="current-password"
            {...form.getInputProps('password')}
          />
          <ProblemAlert error={error} />
          <Button type="submit" size="md" mt="xs" loading={isPending || isSuccess}>
            {m.signIn.submit}
          </Button>
          <Forgotten />
        </Stack>
      </form>
    </>
  )
}

function Forgotten() {
  const { mail } = usePageStart()
  return mail ? (
    <Anchor component={Link} to="/forgotten" fz="sm">
      {m.forgotten.link}
    </Anchor>
  ) : (
    <Text c="dimmed" fz="sm">
      {m.signIn.forgotten}
    </Text>
  )
}

function Unencrypted() {
  const { encrypted } = usePageStart()
  return encrypted ? null : <Note tone="wait">{m.signIn.unencrypted}</Note>
}
