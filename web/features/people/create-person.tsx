import { Button, Group, Stack, Switch, TextInput } from '@mantine/core'
import { isEmail, isNotEmpty, useForm } from '@mantine/form'
import { m } from '../../i18n/messages.ts'
import { OnceShown } from '../../ui/once-shown.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { toIssues } from '../../ui/to-issues.ts'
import { useCreatePerson } from './use-people-changes.ts'
import { usernameRule } from './username-rule.ts'

const initialValues = { name: '', username: '', email: '', superUser: false }

/** Makes a person and shows the link with which they choose their password. */
export function CreatePerson({ onClose }: { readonly onClose: () => void }) {
  const { mutate, data, isPending, error } = useCreatePerson()
  const form = useForm({
    initialValues,
    validate: { name: isNotEmpty(m.common.required), username: usernameRule, email: isEmail(m.fields.emailBad) },
  })
  if (data) {
    const { person, inviteUrl, mailed } = data
    return (
      <OnceShown
        text={mailed ? m.mail.mailed(person.name, person.email) : m.people.inviteText(person.name)}
        note={m.people.inviteNote}
        value={inviteUrl}
        thing={m.people.invite}
        onDone={onClose}
      />
    )
  }
  const submit = ({ superUser, ...person }: typeof initialValues): void =>
    mutate({ ...person, role: superUser ? 'super-user' : 'experimenter' }, { onError: (problem) => form.setErrors(toIssues(problem)) })
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <TextInput
          label={m.fields.name}
          description={m.fields.nameHint}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={m.fields.username}
          description={m.fields.usernameHint}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('username')}
        />
        <TextInput label={m.fields.email} type="email" autoComplete="off" {...form.getInputProps('email')} />
        <Switch
          label={m.people.superUser}
          description={m.people.superUserHint}
          {...form.getInputProps('superUser', { type: 'checkbox' })}
        />
        <ProblemAlert error={error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {m.people.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
