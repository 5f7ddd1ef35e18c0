import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { m } from '../../i18n/messages.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { OnceShown } from '../../ui/once-shown.tsx'
import { showProblem } from '../../ui/to-issues.ts'
import { PersonFields } from './person-fields.tsx'
import { noValues, type PersonValues, personRules, toFacts } from './person-form.ts'
import { useCreatePerson } from './use-people-changes.ts'
import { usernameRule } from './username-rule.ts'

type Values = PersonValues & { readonly username: string }

/** Makes a person and shows the link with which they choose their password. */
export function CreatePerson({ onClose }: { readonly onClose: () => void }) {
  const { mutate, data, isPending, error } = useCreatePerson()
  const form = useForm<Values>({ initialValues: { ...noValues, username: '' }, validate: { ...personRules, username: usernameRule } })
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
  const submit = (values: Values): void =>
    mutate({ ...toFacts(values), username: values.username }, { onError: (problem) => showProblem(form, problem) })
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
        <PersonFields form={form} />
        <FormProblem error={error} fields={Object.keys(form.values)} />
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
