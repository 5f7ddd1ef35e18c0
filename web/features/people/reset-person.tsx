import { Button, Group, Stack, Text } from '@mantine/core'
import type { PersonAnswer } from '../../../src/api/contract/person.ts'
import { m } from '../../i18n/messages.ts'
import { OnceShown } from '../../ui/once-shown.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type LinkKind, useResetPerson } from './use-people-changes.ts'

interface ResetPersonProps {
  readonly kind: LinkKind
  readonly person: PersonAnswer
  readonly onClose: () => void
}

/** Makes a link with which somebody chooses a new password; `force`: the one they have is void at once. */
export function ResetPerson({ kind, person: { username, name, email, hasPassword }, onClose }: ResetPersonProps) {
  const { mutate, data, isPending, error } = useResetPerson(username, kind)
  if (data) {
    return (
      <OnceShown
        text={data.mailed ? m.mail.mailed(name, email) : m.people.inviteText(name)}
        note={m.people.inviteNote}
        value={data.resetUrl}
        thing={m.people.invite}
        onDone={onClose}
      />
    )
  }
  const isForced = kind === 'force'
  return (
    <Stack gap="md">
      <Text>{isForced ? m.people.forceText(name) : (hasPassword ? m.people.resetText : m.people.inviteAgainText)(name)}</Text>
      {isForced && <Text>{m.people.forceHint}</Text>}
      <ProblemAlert error={error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {m.common.cancel}
        </Button>
        <Button loading={isPending} onClick={() => mutate()} {...(isForced ? { color: 'red.9' } : {})}>
          {isForced ? m.people.force : m.people.resetSubmit}
        </Button>
      </Group>
    </Stack>
  )
}
