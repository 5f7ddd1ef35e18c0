import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { SignIn, SignInAnswer } from '../../../src/api/contract/sign-in.ts'
import { useApi } from '../../api/api-context.tsx'
import { usePageStart } from '../../app/page-start-context.tsx'
import { m } from '../../i18n/messages.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'

/** Username or e-mail address, and password. */
export function PasswordSignIn({ onAnswer }: { readonly onAnswer: (answer: SignInAnswer) => void }) {
  const api = useApi()
  const form = useForm<SignIn>({
    mode: 'uncontrolled',
    initialValues: { username: '', password: '' },
    validate: { username: isNotEmpty(m.common.required), password: isNotEmpty(m.common.required) },
  })
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: (body: SignIn) => api.call('POST /sign-in', { body }),
    onSuccess: onAnswer,
  })
  return (
    <form onSubmit={form.onSubmit((values) => mutate(values))} noValidate>
      <Stack gap="md">
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
