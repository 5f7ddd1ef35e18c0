import { Button, Group, Stack, Text } from '@mantine/core'
import type { PersonAnswer } from '../../../src/api/contract/person.ts'
import { m } from '../../i18n/messages.ts'
import { ResetPerson } from './reset-person.tsx'

interface InvitedAgainProps {
  readonly person: PersonAnswer
  /** Whether a new invitation is on its way. */
  readonly mailed: boolean
  readonly onClose: () => void
}

/** What happens next for somebody whose invitation ended with a change, and who has chosen no password yet. */
export function InvitedAgain({ person, mailed, onClose }: InvitedAgainProps) {
  if (!mailed) return <ResetPerson kind="reset" person={person} onClose={onClose} />
  return (
    <Stack gap="md">
      <Text role="status">{m.people.invitedAgain(person.name, person.email)}</Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>{m.common.done}</Button>
      </Group>
    </Stack>
  )
}
