import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { PersonAnswer } from '../../../src/api/contract/person.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { Note } from '../../ui/note.tsx'
import { ServerWords } from '../../ui/server-words.tsx'
import { showProblem } from '../../ui/to-issues.ts'
import { InvitedAgain } from './invited-again.tsx'
import { PersonFields } from './person-fields.tsx'
import { type PersonValues, personRules, toChange, toValues } from './person-form.ts'
import { useUpdatePerson } from './use-people-changes.ts'

interface EditPersonProps {
  readonly person: PersonAnswer
  readonly onClose: () => void
}

/** Changes a person. Whoever has taken rights from themselves is told what that means before the window closes. */
export function EditPerson({ person, onClose }: EditPersonProps) {
  const { mutate, data, isPending, error } = useUpdatePerson(person.username)
  const form = useForm<PersonValues>({ initialValues: toValues(person), validate: personRules })
  const isOwnRight = useMe().username === person.username && person.role === 'super-user' && !form.values.superUser
  if (typeof data?.mailed === 'boolean') return <InvitedAgain person={data} mailed={data.mailed} onClose={onClose} />
  if (data?.notice) return <Notice text={data.notice} onDone={onClose} />
  const submit = (values: PersonValues): void =>
    mutate(toChange(person, values), {
      onSuccess: ({ notice }) => notice ?? onClose(),
      onError: (problem) => showProblem(form, problem),
    })
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <TextInput label={m.fields.name} autoComplete="off" data-autofocus {...form.getInputProps('name')} />
        <PersonFields form={form} />
        {isOwnRight && <Note tone="wait">{m.people.ownRole}</Note>}
        <FormProblem error={error} fields={Object.keys(form.values)} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {m.people.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Notice({ text, onDone }: { readonly text: string; readonly onDone: () => void }) {
  return (
    <Stack gap="md">
      <Text role="status">
        <ServerWords>{text}</ServerWords>
      </Text>
      <Group justify="flex-end">
        <Button onClick={onDone}>{m.common.done}</Button>
      </Group>
    </Stack>
  )
}
