import { Button, Group, List, Stack } from '@mantine/core'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { NameField } from '../instances/name-field.tsx'
import { useNameCheck } from '../instances/use-name-check.ts'
import { useDisturbance } from '../playing/use-disturbance.tsx'
import { useRename } from './use-naming.ts'

interface NamingDialogProps {
  readonly instance: InstanceDetail
  readonly opened: boolean
  readonly onClose: () => void
}

/** Asks how an instance shall be called, and says what follows from it. */
export function RenameDialog({ instance, opened, onClose }: NamingDialogProps) {
  return (
    <Dialog title={m.naming.renameTitle(instance.name)} opened={opened} onClose={onClose}>
      <RenameForm instance={instance} onClose={onClose} />
    </Dialog>
  )
}

function RenameForm({ instance, onClose }: Omit<NamingDialogProps, 'opened'>) {
  const { name } = instance
  const [newName, setNewName] = useState(name)
  const [missing, setMissing] = useState<string | null>(null)
  const check = useNameCheck(newName, name)
  const { question, mayConfirm, disturb } = useDisturbance(instance, true)
  const { mutate, isPending, error, reset } = useRename(name)
  const change = (text: string): void => {
    setNewName(text)
    setMissing(null)
    reset()
  }
  const submit = (event: React.FormEvent): void => {
    event.preventDefault()
    const complaint = newName === '' ? m.common.required : newName === name ? m.naming.same(name) : check.complaint
    setMissing(complaint)
    if (mayConfirm() && complaint === null) mutate({ newName, disturb }, { onSuccess: onClose })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <NameField label={m.naming.newName} value={newName} check={check} error={missing} onChange={change} />
        <List size="sm" spacing="xs">
          {m.naming.renameChanges.map((text) => (
            <List.Item key={text}>{text}</List.Item>
          ))}
        </List>
        {question}
        <ProblemAlert error={error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {m.common.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {m.naming.rename}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
