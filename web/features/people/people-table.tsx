import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconLink, IconUserMinus } from '@tabler/icons-react'
import type { PersonAnswer } from '../../../src/api/contract/person.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { StatusWord } from '../../ui/status-word.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import type { PeopleDialog } from './people-dialogs.tsx'

interface PeopleTableProps {
  readonly people: readonly PersonAnswer[]
  readonly onOpen: (dialog: PeopleDialog) => void
}

/** Who there is, and what can be done with each. */
export function PeopleTable({ people, onOpen }: PeopleTableProps) {
  const { username: me } = useMe()
  const columns: readonly Column<PersonAnswer>[] = [
    { title: m.fields.name, heading: true, cell: ({ name, username }) => (username === me ? `${name} (${m.people.you})` : name) },
    { title: m.fields.username, cell: ({ username }) => username },
    { title: m.fields.email, cell: ({ email }) => email },
    { title: m.people.role, cell: ({ role }) => m.people.roles[role] },
    { title: m.people.status, cell: (person) => <Status person={person} /> },
    { title: m.people.createdAt, cell: ({ createdAt }) => <TimeAgo iso={createdAt} /> },
    { title: m.people.actions, cell: (person) => <Actions person={person} isMe={person.username === me} onOpen={onOpen} /> },
  ]
  return <DataTable label={m.people.title} columns={columns} rows={people} rowKey={({ username }) => username} />
}

function Status({ person: { active, hasPassword } }: { readonly person: PersonAnswer }) {
  if (!active) return <StatusWord tone="rest">{m.people.inactive}</StatusWord>
  return hasPassword ? <StatusWord tone="go">{m.people.active}</StatusWord> : <StatusWord tone="wait">{m.people.invited}</StatusWord>
}

interface ActionsProps extends Pick<PeopleTableProps, 'onOpen'> {
  readonly person: PersonAnswer
  readonly isMe: boolean
}

function Actions({ person, isMe, onOpen }: ActionsProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={m.people.actionsOf(person.name)}>
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLink size={18} aria-hidden="true" />} onClick={() => onOpen({ kind: 'reset', person })}>
          {m.people.reset}
        </Menu.Item>
        {!isMe && (
          <Menu.Item
            c="var(--stop-ink)"
            leftSection={<IconUserMinus size={18} aria-hidden="true" />}
            onClick={() => onOpen({ kind: 'remove', person })}
          >
            {m.people.remove}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
