import { Button, Group, Stack, Text } from '@mantine/core'
import type { PersonAnswer } from '../../../src/api/contract/person.ts'
import type { PersonSignIn } from '../../../src/api/contract/sign-ins.ts'
import { m } from '../../i18n/messages.ts'
import { formatDate } from '../../ui/format-time.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { StatusWord } from '../../ui/status-word.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { toDevice } from '../../ui/to-device.ts'
import classes from './people.module.css'
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
        {(signIns) => (signIns.length === 0 ? <Text>{m.people.signInsNone}</Text> : <SignInList signIns={signIns} end={end} />)}
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

interface SignInListProps {
  readonly signIns: readonly PersonSignIn[]
  readonly end: ReturnType<typeof useEndSignIn>
}

function SignInList({ signIns, end }: SignInListProps) {
  return (
    <ul className={classes.signIns}>
      {signIns.map((signIn) => (
        <li key={signIn.id} className={classes.signIn}>
          <SignIn signIn={signIn} />
          {!signIn.current && (
            <Button
              size="xs"
              variant="default"
              aria-label={m.people.endOf(toDevice(signIn))}
              loading={end.isPending && end.variables === signIn.id}
              onClick={() => end.mutate(signIn.id)}
            >
              {m.people.end}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function SignIn({ signIn }: { readonly signIn: PersonSignIn }) {
  const { createdAt, lastSeenAt, address, current } = signIn
  return (
    <div className={classes.words}>
      <Group gap="xs">
        <Text fw={600}>{toDevice(signIn)}</Text>
        {current && <StatusWord tone="go">{m.people.thisBrowser}</StatusWord>}
      </Group>
      <Text c="dimmed" fz="sm">
        {m.people.seenAt} <TimeAgo iso={lastSeenAt} />
        {address && ` · ${m.people.address} ${address}`}
      </Text>
      <Text c="dimmed" fz="sm">
        {m.people.signedInAt} {formatDate(createdAt)}
      </Text>
    </div>
  )
}
