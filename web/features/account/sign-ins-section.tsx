import { Button, Group, Text } from '@mantine/core'
import type { PersonSignIn } from '../../../src/api/contract/sign-ins.ts'
import { m } from '../../i18n/messages.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { formatDate } from '../../ui/format-time.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { Section } from '../../ui/section.tsx'
import { StatusWord } from '../../ui/status-word.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { toDevice } from '../../ui/to-device.ts'
import { useEndSignIn, useSignIns } from './use-sign-ins.ts'

/** The browsers in which one is signed in. */
export function SignInsSection() {
  const query = useSignIns()
  const { mutate, isPending, error } = useEndSignIn()
  const hasOthers = query.data?.some(({ current }) => !current) ?? false
  return (
    <Section
      title={m.signIns.title}
      actions={
        hasOthers && (
          <Button size="sm" variant="default" loading={isPending} onClick={() => mutate(null)}>
            {m.signIns.endOthers}
          </Button>
        )
      }
    >
      <Text c="dimmed" mb="md" maw="42rem">
        {m.signIns.text}
      </Text>
      <ProblemAlert error={error} />
      <QueryView query={query} skeleton={[48, 48]}>
        {(signIns) => <SignInTable signIns={signIns} onEnd={mutate} />}
      </QueryView>
    </Section>
  )
}

interface SignInTableProps {
  readonly signIns: readonly PersonSignIn[]
  readonly onEnd: (id: string) => void
}

function SignInTable({ signIns, onEnd }: SignInTableProps) {
  const columns: readonly Column<PersonSignIn>[] = [
    { title: m.signIns.device, heading: true, cell: (signIn) => <Device signIn={signIn} /> },
    { title: m.signIns.begun, cell: ({ createdAt }) => formatDate(createdAt) },
    { title: m.signIns.seen, cell: ({ lastSeenAt }) => <TimeAgo iso={lastSeenAt} /> },
    { title: m.signIns.address, cell: ({ address }) => address ?? m.common.unknown },
    {
      title: m.people.actions,
      cell: (signIn) =>
        signIn.current ? null : (
          <Button variant="default" size="xs" aria-label={m.signIns.endThing(toDevice(signIn))} onClick={() => onEnd(signIn.id)}>
            {m.signIns.end}
          </Button>
        ),
    },
  ]
  return <DataTable label={m.signIns.title} columns={columns} rows={signIns} rowKey={({ id }) => id} />
}

function Device({ signIn }: { readonly signIn: PersonSignIn }) {
  return (
    <Group gap="xs">
      {toDevice(signIn)}
      {signIn.current && <StatusWord tone="go">{m.signIns.current}</StatusWord>}
    </Group>
  )
}
