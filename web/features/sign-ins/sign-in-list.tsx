import { Button, Group, Text } from '@mantine/core'
import type { PersonSignIn } from '../../../src/api/contract/sign-ins.ts'
import { m } from '../../i18n/messages.ts'
import { formatDate } from '../../ui/format-time.ts'
import { StatusWord } from '../../ui/status-word.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { toDevice } from '../../ui/to-device.ts'
import classes from './sign-in-list.module.css'

interface SignInListProps {
  /** What the list is of, for those who do not see what stands above it. */
  readonly label: string
  readonly signIns: readonly PersonSignIn[]
  /** The id of the one that is being ended. */
  readonly ending: string | null | undefined
  readonly onEnd: (id: string) => void
}

/** In which browsers somebody is signed in; each but the one that shows this can be ended. */
export function SignInList({ label, signIns, ending, onEnd }: SignInListProps) {
  return (
    <ul className={classes.list} aria-label={label}>
      {signIns.map((signIn) => (
        <li key={signIn.id} className={classes.entry}>
          <SignIn signIn={signIn} />
          {!signIn.current && (
            <Button
              className={classes.end}
              size="xs"
              variant="default"
              aria-label={m.signIns.endThing(toDevice(signIn))}
              loading={ending === signIn.id}
              onClick={() => onEnd(signIn.id)}
            >
              {m.signIns.end}
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
        {current && <StatusWord tone="go">{m.signIns.current}</StatusWord>}
      </Group>
      <Text c="dimmed" fz="sm">
        {m.signIns.seen} <TimeAgo iso={lastSeenAt} />
        {address && ` · ${m.signIns.address} ${address}`}
      </Text>
      <Text c="dimmed" fz="sm">
        {m.signIns.begun} {formatDate(createdAt)}
      </Text>
    </div>
  )
}
