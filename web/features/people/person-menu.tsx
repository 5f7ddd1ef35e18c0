import { ActionIcon, Menu } from '@mantine/core'
import {
  IconDeviceLaptop,
  IconDots,
  IconEdit,
  IconKeyOff,
  IconLink,
  IconShieldLock,
  IconUserCheck,
  IconUserMinus,
  IconUserOff,
  type TablerIcon,
} from '@tabler/icons-react'
import type { PersonListed } from '../../../src/api/contract/person.ts'
import { m } from '../../i18n/messages.ts'
import { useMenuButton } from '../../ui/use-menu-button.ts'
import type { PeopleDialog, PersonDeed } from './people-dialogs.tsx'

interface PersonMenuProps {
  readonly person: PersonListed
  readonly isMe: boolean
  readonly onOpen: (dialog: PeopleDialog) => void
}

const deeds: readonly { readonly kind: PersonDeed; readonly icon: TablerIcon; readonly label: string }[] = [
  { kind: 'edit', icon: IconEdit, label: m.people.edit },
  { kind: 'sign-ins', icon: IconDeviceLaptop, label: m.people.signIns },
  { kind: 'reset', icon: IconLink, label: m.people.reset },
  { kind: 'force', icon: IconShieldLock, label: m.people.force },
  { kind: 'second-factor', icon: IconKeyOff, label: m.people.secondFactor },
  { kind: 'deactivate', icon: IconUserOff, label: m.people.deactivate },
  { kind: 'activate', icon: IconUserCheck, label: m.people.activate },
  { kind: 'delete', icon: IconUserMinus, label: m.people.delete },
]

/** What can be done with somebody. Nobody locks themselves out here. */
export function PersonMenu({ person, isMe, onOpen }: PersonMenuProps) {
  const { button, opening } = useMenuButton()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon ref={button} variant="default" size="lg" aria-label={m.people.actionsOf(person.name)}>
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {deeds
          .filter(({ kind }) => isSensible(kind, person, isMe))
          .map(({ kind, icon: Icon, label }) => (
            <Menu.Item
              key={kind}
              {...(kind === 'delete' ? { c: 'var(--stop-ink)' } : {})}
              leftSection={<Icon size={18} aria-hidden="true" />}
              onClick={opening(() => onOpen({ kind, person }))}
            >
              {label}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function isSensible(kind: PersonDeed, { active, hasPassword, secondFactor }: PersonListed, isMe: boolean): boolean {
  if (kind === 'activate') return !active
  if (kind === 'deactivate') return active && !isMe
  if (kind === 'delete') return !isMe
  if (kind === 'reset') return active && !isMe
  if (kind === 'second-factor') return secondFactor && active && !isMe
  return kind !== 'force' || (active && hasPassword && !isMe)
}
