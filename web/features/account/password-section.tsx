import { Button, PasswordInput, Stack, Text } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useApi } from '../../api/api-context.tsx'
import { m } from '../../i18n/messages.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { Note } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { showIssues, toIssues } from '../../ui/to-issues.ts'
import { NewPassword, newPasswordRules } from '../sign-in/new-password.tsx'

/** Changes one's own password. */
export function PasswordSection() {
  const { changed } = useSearch({ from: '/inside/account' })
  return (
    <Section title={m.fields.password}>
      <Stack gap="md" maw="26rem">
        {changed && <Note tone="move">{m.account.passwordChanged}</Note>}
        <Text c="dimmed">{m.account.passwordText}</Text>
        <PasswordForm />
      </Stack>
    </Section>
  )
}

function PasswordForm() {
  const { mutate, isPending, isSuccess, error } = useChangePassword()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { current: '', password: '', again: '' },
    validate: { current: isNotEmpty(m.common.required), ...newPasswordRules },
  })
  const submit = ({ current, password }: { readonly current: string; readonly password: string }): void =>
    mutate({ current, next: password }, { onError: (problem) => showIssues(form, toFields(toIssues(problem))) })
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <PasswordInput
          label={m.account.currentPassword}
          key={form.key('current')}
          autoComplete="current-password"
          {...form.getInputProps('current')}
        />
        <NewPassword form={form} label={m.account.newPassword} />
        <FormProblem error={error} fields={['current', 'next']} />
        <Button type="submit" style={{ alignSelf: 'flex-start' }} loading={isPending || isSuccess}>
          {m.account.changePassword}
        </Button>
      </Stack>
    </form>
  )
}

const toFields = ({ next, ...issues }: Record<string, React.ReactNode>): Record<string, React.ReactNode> =>
  next === undefined ? issues : { ...issues, password: next }

/** Afterwards the page is loaded anew: its token belonged to the sign-in before. */
function useChangePassword() {
  const api = useApi()
  return useMutation({
    mutationFn: (body: { readonly current: string; readonly next: string }) => api.call('POST /me/password', { body }),
    onSuccess: () => window.location.assign('/account?tab=security&changed=true'),
  })
}
