import { SegmentedControl, VisuallyHidden } from '@mantine/core'
import { IconLayoutGrid, IconLayoutList } from '@tabler/icons-react'
import { m } from '../../i18n/messages.ts'

interface ViewSwitchProps {
  readonly view: 'table' | undefined
  readonly onChange: (view: string | undefined) => void
}

const views = [
  { value: 'cards', Icon: IconLayoutGrid },
  { value: 'table', Icon: IconLayoutList },
] as const

/** Cards or a table. */
export function ViewSwitch({ view, onChange }: ViewSwitchProps) {
  const data = views.map(({ value, Icon }) => ({
    value,
    label: (
      <span title={m.dashboard.views[value]} style={{ display: 'flex' }}>
        <Icon size={18} aria-hidden="true" />
        <VisuallyHidden>{m.dashboard.views[value]}</VisuallyHidden>
      </span>
    ),
  }))
  return <SegmentedControl aria-label={m.dashboard.view} data={data} value={view ?? 'cards'} onChange={onChange} />
}
