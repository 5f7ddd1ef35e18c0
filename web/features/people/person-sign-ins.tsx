import { Button, Group, Stack, Text } from '@mantine/core'
import type { PersonAnswer } from '../../../src/api/contract/person.ts'
import { m } from '../../i18n/messages.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { SignInList } from '../sign-ins/sign-in-list.tsx'
import { useEndSignIn, usePersonSignIns } from './use-person-sign-ins.ts'

interface PersonSignInsProps {
  readonly person: PersonAnswer
  readonly onClose: () => void
}

/** In which browsers somebody is signed in; each can be ended. */
export function PersonSignIns({ person: { username }, onClose }: PersonSignInsProps) {
  const query = usePersonSignIns(username)
  const end = useEndSignIn(username)
  return (
    <Stack gap="md">
      <QueryView query={query}>
        {(signIns) =>
          signIns.length === 0 ? (
            <Text>{m.people.signInsNone}</Text>
          ) : (
            <SignInList label={m.people.signIns} signIns={signIns} ending={end.isPending ? end.variables : null} onEnd={end.mutate} />
          )
        }
      </QueryView>
      <Text c="dimmed" fz="sm">
        {m.people.signInsHint}
      </Text>
      <ProblemAlert error={end.error} />
      <Group justify="flex-end" gap="sm">
        {(query.data?.length ?? 0) > 0 && (
          <Button color="red.9" loading={end.isPending && end.variables === 'all'} onClick={() => end.mutate('all')}>
            {m.people.endAll}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {m.common.done}
        </Button>
      </Group>
    </Stack>
  )
}
