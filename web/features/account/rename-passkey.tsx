import { Button, Group, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import type { PasskeyAnswer } from '../../../src/api/contract/passkey.ts'
import { m } from '../../i18n/messages.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { showProblem } from '../../ui/to-issues.ts'
import { useRenamePasskey } from './use-passkeys.ts'

interface RenamePasskeyProps {
  /** null: nothing is asked. */
  readonly passkey: PasskeyAnswer | null
  readonly onClose: () => void
}

/** Another name for a passkey; nothing else of it can be changed. */
export function RenamePasskey({ passkey, onClose }: RenamePasskeyProps) {
  return (
    <Dialog title={passkey ? m.passkeys.renameTitle(passkey.name) : ''} opened={passkey !== null} onClose={onClose}>
      {passkey && <NameForm passkey={passkey} onClose={onClose} />}
    </Dialog>
  )
}

function NameForm({ passkey: { id, name }, onClose }: { readonly passkey: PasskeyAnswer; readonly onClose: () => void }) {
  const { mutate, isPending, error } = useRenamePasskey(id)
  const form = useForm({ initialValues: { name }, validate: { name: isNotEmpty(m.common.required) } })
  const submit = (values: { readonly name: string }): void =>
    mutate(values, { onSuccess: onClose, onError: (problem) => showProblem(form, problem) })
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        <TextInput
          label={m.fields.name}
          description={m.passkeys.nameHint}
          maxLength={100}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <FormProblem error={error} fields={['name']} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {m.passkeys.rename}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
