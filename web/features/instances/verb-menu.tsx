import { Button, Menu } from '@mantine/core'
import {
  IconArrowsExchange,
  IconChevronDown,
  IconDatabaseX,
  IconPlayerPlay,
  IconPlayerStop,
  IconRestore,
  IconRotateClockwise,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react'
import { m } from '../../i18n/messages.ts'
import type { Verb } from './instance-verbs.ts'

interface VerbMenuProps {
  readonly verbs: readonly Verb[]
  /** Something is being done already; one thing at a time. */
  readonly busy: boolean
  readonly onChoose: (verb: Verb) => void
}

const icons: Record<Verb, TablerIcon> = {
  start: IconPlayerPlay,
  stop: IconPlayerStop,
  restart: IconRotateClockwise,
  move: IconArrowsExchange,
  reset: IconDatabaseX,
  trash: IconTrash,
  restore: IconRestore,
}
const dangerous: ReadonlySet<Verb> = new Set(['reset', 'trash'])

/** What else can be done to an instance; what deletes stands apart. */
export function VerbMenu({ verbs, busy, onChoose }: VerbMenuProps) {
  const harmless = verbs.filter((verb) => !dangerous.has(verb))
  const harmful = verbs.filter((verb) => dangerous.has(verb))
  if (verbs.length === 0) return null
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden="true" />}>
          {m.instance.more}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {busy && <Menu.Label>{m.instance.busy}</Menu.Label>}
        {harmless.map((verb) => (
          <VerbItem key={verb} verb={verb} busy={busy} onChoose={onChoose} />
        ))}
        {harmless.length > 0 && harmful.length > 0 && <Menu.Divider />}
        {harmful.map((verb) => (
          <VerbItem key={verb} verb={verb} busy={busy} onChoose={onChoose} />
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function VerbItem({ verb, busy, onChoose }: Pick<VerbMenuProps, 'busy' | 'onChoose'> & { readonly verb: Verb }) {
  const Icon = icons[verb]
  const color = dangerous.has(verb) ? { c: 'var(--stop-ink)' } : {}
  return (
    <Menu.Item leftSection={<Icon size={18} aria-hidden="true" />} disabled={busy} onClick={() => onChoose(verb)} {...color}>
      {m.instance[verb]}
    </Menu.Item>
  )
}
