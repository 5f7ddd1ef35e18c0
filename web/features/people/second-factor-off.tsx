import type { PersonAnswer } from '../../../src/api/contract/person.ts'
import { m } from '../../i18n/messages.ts'
import { Question } from '../../ui/confirm-dialog.tsx'
import { useSecondFactorOff } from './use-people-changes.ts'

interface SecondFactorOffProps {
  readonly person: PersonAnswer
  readonly onClose: () => void
}

/** Lets somebody in again who lost their telephone or key. */
export function SecondFactorOff({ person: { username, name }, onClose }: SecondFactorOffProps) {
  const { mutate, isPending, error } = useSecondFactorOff(username)
  const { secondFactorTitle, secondFactorText, secondFactor } = m.people
  return (
    <Question
      confirmation={{ title: secondFactorTitle(name), text: secondFactorText, action: secondFactor, danger: true }}
      pending={isPending}
      error={error}
      onConfirm={() => mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
