import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconDots, IconPencil, IconUserMinus } from '@tabler/icons-react'
import { m } from '../../i18n/messages.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { StatusWord } from '../../ui/status-word.tsx'
import { useMenuButton } from '../../ui/use-menu-button.ts'
import type { HelperDialog } from './helper-dialogs.tsx'
import type { Member } from './to-members.ts'

interface MemberListProps {
  readonly members: readonly Member[]
  /** What can be done with helpers; null: nothing by this person. */
  readonly onOpen: ((dialog: HelperDialog) => void) | null
}

const tones = { owner: 'go', 'co-experimenter': 'move', assistant: 'rest' } as const

/** Who works with an instance, and what each may do. */
export function MemberList({ members, onOpen }: MemberListProps) {
  const columns: readonly Column<Member>[] = [
    { title: m.helpers.person, heading: true, cell: (member) => <Name member={member} /> },
    { title: m.helpers.role, cell: ({ role }) => <StatusWord tone={tones[role]}>{m.helpers.roles[role]}</StatusWord> },
    { title: m.helpers.rights, cell: toRights },
    ...(onOpen && members.length > 1
      ? [{ title: m.helpers.actions, cell: (member: Member) => member.role !== 'owner' && <Actions member={member} onOpen={onOpen} /> }]
      : []),
  ]
  return <DataTable label={m.helpers.title} columns={columns} rows={members} rowKey={({ username }) => username} />
}

const toRights = ({ role, mayPay }: Member): string =>
  role === 'assistant' && mayPay ? `${m.helpers.may.assistant} ${m.helpers.pays}` : m.helpers.may[role]

const Name = ({ member: { name, username, isMe } }: { readonly member: Member }) => (
  <>
    {isMe ? m.helpers.you(name) : name}
    {name !== username && (
      <Text span c="dimmed" fz="sm" fw={400} display="block">
        {username}
      </Text>
    )}
  </>
)

function Actions({ member, onOpen }: { readonly member: Member; readonly onOpen: (dialog: HelperDialog) => void }) {
  const { button, opening } = useMenuButton()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon ref={button} variant="default" size="lg" aria-label={m.helpers.actionsOf(member.name)}>
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={18} aria-hidden="true" />} onClick={opening(() => onOpen({ kind: 'change', member }))}>
          {m.helpers.change}
        </Menu.Item>
        <Menu.Item
          c="var(--stop-ink)"
          leftSection={<IconUserMinus size={18} aria-hidden="true" />}
          onClick={opening(() => onOpen({ kind: 'remove', member }))}
        >
          {m.helpers.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
