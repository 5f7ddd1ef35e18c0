import type { PersonAnswer } from '../../../src/api/contract/person.ts'
import { m } from '../../i18n/messages.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useRemovePerson } from './use-people-changes.ts'

interface RemovePersonProps {
  readonly person: PersonAnswer | null
  readonly onClose: () => void
}

/** Asks before somebody loses their account. */
export function RemovePerson({ person, onClose }: RemovePersonProps) {
  const { mutate, isPending, error, reset } = useRemovePerson()
  const close = (): void => {
    reset()
    onClose()
  }
  return (
    <ConfirmDialog
      confirmation={
        person && { title: m.people.removeTitle(person.name), text: m.people.removeText, action: m.people.remove, danger: true }
      }
      pending={isPending}
      error={error}
      onConfirm={() => person && mutate(person.username, { onSuccess: close })}
      onClose={close}
    />
  )
}
