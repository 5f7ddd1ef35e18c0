import { Button, Menu } from '@mantine/core'
import {
  IconArrowsExchange,
  IconChevronDown,
  IconCopyPlus,
  IconDatabaseX,
  IconKey,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
  IconRestore,
  IconRotateClockwise,
  IconTrash,
  IconTrashX,
  type TablerIcon,
} from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { m } from '../../i18n/messages.ts'
import { useMenuButton } from '../../ui/use-menu-button.ts'
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
  'set-password': IconKey,
  move: IconArrowsExchange,
  rename: IconPencil,
  copy: IconCopyPlus,
  reset: IconDatabaseX,
  trash: IconTrash,
  restore: IconRestore,
  purge: IconTrashX,
}
const dangerous: ReadonlySet<Verb> = new Set(['reset', 'trash', 'purge'])

/** What else can be done to an instance; what deletes stands apart. */
export function VerbMenu({ verbs, busy, onChoose }: VerbMenuProps) {
  const harmless = verbs.filter((verb) => !dangerous.has(verb))
  const harmful = verbs.filter((verb) => dangerous.has(verb))
  const { button, opening } = useMenuButton()
  const dropdown = useFocusKept(verbs)
  const choose = (verb: Verb): void => opening(() => onChoose(verb))()
  if (verbs.length === 0) return null
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <Button ref={button} variant="default" rightSection={<IconChevronDown size={16} aria-hidden="true" />}>
          {m.instance.more}
        </Button>
      </Menu.Target>
      <Menu.Dropdown ref={dropdown}>
        {busy && <Menu.Label>{m.instance.busy}</Menu.Label>}
        {harmless.map((verb) => (
          <VerbItem key={verb} verb={verb} busy={busy} onChoose={choose} />
        ))}
        {harmless.length > 0 && harmful.length > 0 && <Menu.Divider />}
        {harmful.map((verb) => (
          <VerbItem key={verb} verb={verb} busy={busy} onChoose={choose} />
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** The state may change while the menu is open, and what had the focus be no longer there: the arrow keys, and Escape, would not reach the menu any more. */
function useFocusKept(verbs: readonly Verb[]): React.RefObject<HTMLDivElement | null> {
  const dropdown = useRef<HTMLDivElement>(null)
  const shown = verbs.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: to be looked at again when others are shown
  useEffect(() => {
    if (document.activeElement === document.body) dropdown.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
  }, [shown])
  return dropdown
}

/** One that cannot be chosen can be read nevertheless: were none to have the focus, the arrow keys would scroll the page, and the menu away with it. */
function VerbItem({ verb, busy, onChoose }: Pick<VerbMenuProps, 'busy' | 'onChoose'> & { readonly verb: Verb }) {
  const Icon = icons[verb]
  const color = dangerous.has(verb) ? { c: 'var(--stop-ink)' } : {}
  return (
    <Menu.Item
      leftSection={<Icon size={18} aria-hidden="true" />}
      aria-disabled={busy}
      closeMenuOnClick={!busy}
      onClick={() => busy || onChoose(verb)}
      {...(busy ? { opacity: 0.6, style: { cursor: 'not-allowed' } } : {})}
      {...color}
    >
      {m.instance[verb]}
    </Menu.Item>
  )
}
