import { Anchor, Button, Stack, TextInput } from '@mantine/core'
import { isEmail, isNotEmpty, useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useApi } from '../../api/api-context.tsx'
import { usePageStart } from '../../app/page-start-context.tsx'
import { m } from '../../i18n/messages.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { showProblem } from '../../ui/to-issues.ts'
import { usernameRule } from '../people/username-rule.ts'
import { enter } from './enter.ts'
import { NewPassword, newPasswordRules } from './new-password.tsx'

/** Makes the first super-user; only with the link that the server printed. */
export function SetupPage() {
  const { secret, setupNeeded } = usePageStart()
  if (!setupNeeded) return <SetupDone />
  if (secret === null) return <PageHeader title={m.setup.noTokenTitle} text={m.setup.noTokenText} />
  return (
    <>
      <PageHeader title={m.setup.title} text={m.setup.text} />
      <SetupForm token={secret} />
    </>
  )
}

function SetupDone() {
  return (
    <>
      <PageHeader title={m.setup.doneTitle} text={m.setup.doneText} />
      <Anchor component={Link} to="/sign-in">
        {m.invitation.signIn}
      </Anchor>
    </>
  )
}

const initialValues = { name: '', username: '', email: '', password: '', again: '' }

function SetupForm({ token }: { readonly token: string }) {
  const api = useApi()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues,
    validate: {
      name: isNotEmpty(m.common.required),
      username: usernameRule,
      email: isEmail(m.fields.emailBad),
      ...newPasswordRules,
    },
  })
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: ({ again: _again, ...person }: typeof initialValues) => api.call('POST /setup', { body: { token, ...person } }),
    onSuccess: () => enter(),
    onError: (problem) => showProblem(form, problem),
  })
  return (
    <form onSubmit={form.onSubmit((values) => mutate(values))} noValidate>
      <Stack gap="md">
        <TextInput
          label={m.fields.name}
          description={m.fields.nameHint}
          key={form.key('name')}
          autoComplete="name"
          {...form.getInputProps('name')}
        />
        <TextInput
          label={m.fields.username}
          description={m.fields.usernameHint}
          key={form.key('username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('username')}
        />
        <TextInput label={m.fields.email} type="email" key={form.key('email')} autoComplete="email" {...form.getInputProps('email')} />
        <NewPassword form={form} />
        <FormProblem error={error} fields={Object.keys(initialValues)} />
        <Button type="submit" size="md" mt="xs" loading={isPending || isSuccess}>
          {m.setup.submit}
        </Button>
      </Stack>
    </form>
  )
}
