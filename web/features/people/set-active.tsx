import type { PersonAnswer } from '../../../src/api/contract/person.ts'
import { m } from '../../i18n/messages.ts'
import { Question } from '../../ui/confirm-dialog.tsx'
import { useUpdatePerson } from './use-people-changes.ts'

interface SetActiveProps {
  readonly active: boolean
  readonly person: PersonAnswer
  readonly onClose: () => void
}

/** Keeps somebody out for a while, or lets them in again. */
export function SetActive({ active, person: { username, name }, onClose }: SetActiveProps) {
  const { mutate, isPending, error } = useUpdatePerson(username)
  const { activate, activateTitle, activateText, deactivate, deactivateTitle, deactivateText } = m.people
  return (
    <Question
      confirmation={
        active
          ? { title: activateTitle(name), text: activateText, action: activate }
          : { title: deactivateTitle(name), text: deactivateText, action: deactivate, danger: true }
      }
      pending={isPending}
      error={error}
      onConfirm={() => mutate({ active }, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
