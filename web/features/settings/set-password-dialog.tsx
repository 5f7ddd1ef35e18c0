import { Button, Group, List, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { IconDice5 } from '@tabler/icons-react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { shortestAdminPassword } from '../../../src/domain/admin-password.ts'
import { m } from '../../i18n/messages.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { Note } from '../../ui/note.tsx'
import { showProblem } from '../../ui/to-issues.ts'
import { useDisturbance } from '../playing/use-disturbance.tsx'
import { newPassword } from './new-password.ts'
import { useSetPassword } from './use-settings.ts'

interface SetPasswordDialogProps {
  readonly instance: InstanceDetail
  readonly opened: boolean
  readonly onClose: () => void
}

/** Asks for another password of the admin pages, and says what that does. */
export function SetPasswordDialog({ instance, opened, onClose }: SetPasswordDialogProps) {
  return (
    <Dialog title={m.settings.passwordTitle(instance.name)} opened={opened} onClose={onClose}>
      <SetPassword instance={instance} onClose={onClose} />
    </Dialog>
  )
}

function SetPassword({ instance, onClose }: Omit<SetPasswordDialogProps, 'opened'>) {
  const { mutate, isPending, error } = useSetPassword(instance.name)
  const { question, mayConfirm, disturb } = useDisturbance(instance, true)
  const [visible, { toggle, open }] = useDisclosure(false)
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (text) => (text.length < shortestAdminPassword ? m.fields.passwordShort(shortestAdminPassword) : null) },
  })
  const generate = (): void => {
    form.setFieldValue('password', newPassword())
    open()
  }
  const submit = ({ password }: { password: string }): void => {
    if (mayConfirm()) mutate({ password, disturb }, { onSuccess: onClose, onError: (problem) => showProblem(form, problem) })
  }
  return (
    <form onSubmit={form.onSubmit(submit, mayConfirm)} noValidate>
      <Stack gap="md">
        <Consequences instance={instance} />
        <PasswordInput
          label={m.settings.newPassword}
          description={m.fields.passwordHint(shortestAdminPassword)}
          visible={visible}
          onVisibilityChange={toggle}
          visibilityToggleButtonProps={{ 'aria-label': m.fields.look }}
          autoComplete="new-password"
          spellCheck={false}
          data-autofocus
          {...form.getInputProps('password')}
        />
        <Group gap="sm">
          <Button variant="light" size="xs" leftSection={<IconDice5 size={16} aria-hidden="true" />} onClick={generate}>
            {m.settings.generate}
          </Button>
          {form.values.password !== '' && <CopyButton value={form.values.password} thing={m.settings.newPassword} />}
        </Group>
        {question}
        <FormProblem error={error} fields={['password']} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {m.settings.setPassword}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Only what is true of this very study. */
function Consequences({ instance: { passwordInCode, rooms, commit } }: Pick<SetPasswordDialogProps, 'instance'>) {
  if (commit === null) return <Text>{m.settings.passwordBefore}</Text>
  const secured = rooms.filter((room) => room.useSecureUrls).map((room) => room.displayName)
  return (
    <>
      <Text>{m.settings.passwordText}</Text>
      <List spacing="xs">
        <List.Item>{m.settings.endsSignIns}</List.Item>
        {secured.length > 0 && <List.Item>{m.settings.changesLinks(secured.join(', '))}</List.Item>}
        {rooms.some((room) => !room.hasLabels) && <List.Item>{m.settings.losesPlaces}</List.Item>}
      </List>
      {passwordInCode && <Note tone="wait">{m.settings.passwordInCode}</Note>}
    </>
  )
}
