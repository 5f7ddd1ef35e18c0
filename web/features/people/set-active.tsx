import type { PersonAnswer } from '../../../src/api/contract/person.ts'
import { m } from '../../i18n/messages.ts'
import { Question } from '../../ui/confirm-dialog.tsx'
import { InvitedAgain } from './invited-again.tsx'
import { useUpdatePerson } from './use-people-changes.ts'

interface SetActiveProps {
  readonly active: boolean
  readonly person: PersonAnswer
  readonly onClose: () => void
}

/** Keeps somebody out for a while, or lets them in again. */
export function SetActive({ active, person, onClose }: SetActiveProps) {
  const { username, name, hasPassword } = person
  const { mutate, data, isPending, error } = useUpdatePerson(username)
  const { activate, activateTitle, activateText, deactivate, deactivateTitle, deactivateText, activateInvitedText } = m.people
  if (typeof data?.mailed === 'boolean') return <InvitedAgain person={person} mailed={data.mailed} onClose={onClose} />
  return (
    <Question
      confirmation={
        active
          ? { title: activateTitle(name), text: hasPassword ? activateText : activateInvitedText, action: activate }
          : { title: deactivateTitle(name), text: deactivateText, action: deactivate, danger: true }
      }
      pending={isPending}
      error={error}
      onConfirm={() => mutate({ active }, { onSuccess: ({ mailed }) => mailed ?? onClose() })}
      onClose={onClose}
    />
  )
}
