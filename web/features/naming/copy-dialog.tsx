import { Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { NameField } from '../instances/name-field.tsx'
import { useNameCheck } from '../instances/use-name-check.ts'
import { usePeople } from '../people/use-people.ts'
import { useCopy } from './use-naming.ts'

interface CopyDialogProps {
  readonly instance: InstanceDetail
  readonly opened: boolean
  readonly onClose: () => void
}

/** Asks what a copy shall be called, and whether the data go along. */
export function CopyDialog({ instance: { name }, opened, onClose }: CopyDialogProps) {
  return (
    <Dialog title={m.naming.copyTitle(name)} opened={opened} onClose={onClose}>
      <CopyForm name={name} onClose={onClose} />
    </Dialog>
  )
}

function CopyForm({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const { username, superUser } = useMe()
  const { mutate, isPending, error } = useCopy(name)
  const form = useForm({ initialValues: { name: '', owner: username, withData: false } })
  const newName = form.values.name
  const check = useNameCheck(newName)
  const submit = (values: typeof form.values): void => {
    if (newName === '') form.setFieldError('name', m.common.required)
    else if (check.complaint === null) mutate(values)
  }
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <Text>{m.naming.copyText}</Text>
        <NameField
          label={m.naming.newName}
          value={newName}
          check={check}
          error={form.errors.name}
          onChange={(text) => form.setFieldValue('name', text)}
        />
        {superUser && <Owner {...form.getInputProps('owner')} />}
        <Checkbox label={m.naming.withData} description={m.naming.withDataHint} {...form.getInputProps('withData', { type: 'checkbox' })} />
        <ProblemAlert error={error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {m.naming.copy}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Owner(props: React.ComponentProps<typeof NativeSelect>) {
  const { data: people = [] } = usePeople()
  const options = people.map(({ username, name }) => ({ value: username, label: `${name} (${username})` }))
  return <NativeSelect label={m.naming.owner} data={options} {...props} />
}
