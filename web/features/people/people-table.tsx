import { Text } from '@mantine/core'
import type { PersonListed } from '../../../src/api/contract/person.ts'
import { quotaOf } from '../../../src/domain/quota.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { StatusWord } from '../../ui/status-word.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { useInstances } from '../instances/use-instances.ts'
import classes from './people.module.css'
import type { PeopleDialog } from './people-dialogs.tsx'
import { PersonMenu } from './person-menu.tsx'

interface PeopleTableProps {
  readonly people: readonly PersonListed[]
  readonly onOpen: (dialog: PeopleDialog) => void
}

/** Who there is, and what can be done with each. */
export function PeopleTable({ people, onOpen }: PeopleTableProps) {
  const { username: me } = useMe()
  const owned = useOwned()
  const columns: readonly Column<PersonListed>[] = [
    { title: m.fields.name, heading: true, cell: (person) => <Name person={person} isMe={person.username === me} /> },
    { title: m.fields.username, cell: ({ username }) => username },
    { title: m.people.role, cell: ({ role }) => <span className={classes.role}>{m.people.roles[role]}</span> },
    { title: m.people.instances, cell: (person) => toInstances(person, owned.get(person.username) ?? 0) },
    { title: m.people.status, cell: (person) => <Status person={person} /> },
    { title: m.people.lastSeen, cell: ({ lastSeenAt }) => (lastSeenAt ? <TimeAgo iso={lastSeenAt} /> : m.people.notSignedIn) },
    { title: m.people.actions, cell: (person) => <PersonMenu person={person} isMe={person.username === me} onOpen={onOpen} /> },
  ]
  return <DataTable label={m.people.title} columns={columns} rows={people} rowKey={({ username }) => username} />
}

function Name({ person: { name, email }, isMe }: { readonly person: PersonListed; readonly isMe: boolean }) {
  return (
    <>
      {isMe ? `${name} (${m.people.you})` : name}
      <Text c="dimmed" fz="sm">
        {email}
      </Text>
    </>
  )
}

function Status({ person: { active, hasPassword } }: { readonly person: PersonListed }) {
  if (!active) return <StatusWord tone="rest">{m.people.inactive}</StatusWord>
  return hasPassword ? <StatusWord tone="go">{m.people.active}</StatusWord> : <StatusWord tone="wait">{m.people.invited}</StatusWord>
}

function toInstances(person: PersonListed, owned: number): string {
  const quota = quotaOf(person)
  return quota ? m.people.instancesOf(owned, quota) : String(owned)
}

/** How many instances each owns, those in the trash apart. */
function useOwned(): ReadonlyMap<string, number> {
  const { data: all = [] } = useInstances()
  const counts = new Map<string, number>()
  for (const { owner, state } of all) if (state !== 'trashed') counts.set(owner, (counts.get(owner) ?? 0) + 1)
  return counts
}
