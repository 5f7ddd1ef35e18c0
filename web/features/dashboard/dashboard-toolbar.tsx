import { ActionIcon, Button, NativeSelect, Text } from '@mantine/core'
import { IconArrowsSort, IconFilterOff } from '@tabler/icons-react'
import { m } from '../../i18n/messages.ts'
import { type InstanceSearch, isFiltered } from '../instances/filter-instances.ts'
import { sortOrders } from '../instances/sort-instances.ts'
import classes from './dashboard-toolbar.module.css'
import { TrashLink } from './trash-link.tsx'
import type { SearchChange } from './use-instance-search.ts'
import { ViewSwitch } from './view-switch.tsx'

interface DashboardToolbarProps {
  readonly shown: number
  readonly inUse: number
  readonly inTrash: number
  readonly search: InstanceSearch
  readonly onChange: (change: SearchChange) => void
  readonly onClear: () => void
}

/** How many there are, in which order, and how they are shown. */
export function DashboardToolbar({ shown, inUse, inTrash, search, onChange, onClear }: DashboardToolbarProps) {
  const isTrash = search.state === 'trashed'
  return (
    <div className={classes.toolbar}>
      <div className={classes.found}>
        <Text c="dimmed" fz="sm" role="status">
          {m.instances.count(shown, isTrash ? inTrash : inUse)}
        </Text>
        {isFiltered(search) && !isTrash && (
          <Button variant="subtle" size="compact-sm" leftSection={<IconFilterOff size={16} aria-hidden="true" />} onClick={onClear}>
            {m.instances.clear}
          </Button>
        )}
        <TrashLink count={inTrash} shown={isTrash} />
      </div>
      <div className={classes.order}>
        <NativeSelect
          aria-label={m.instances.sort}
          size="sm"
          data={sortOrders.map((value) => ({ value, label: m.dashboard.sortedBy(m.instances.sorts[value]) }))}
          value={search.sort ?? 'name'}
          onChange={(event) => onChange({ sort: event.currentTarget.value, reverse: false })}
        />
        <ActionIcon
          variant={search.reverse ? 'light' : 'default'}
          size={36}
          aria-label={m.dashboard.reverse}
          title={m.dashboard.reverse}
          aria-pressed={search.reverse ?? false}
          onClick={() => onChange({ reverse: !search.reverse })}
        >
          <IconArrowsSort size={18} aria-hidden="true" />
        </ActionIcon>
        <ViewSwitch view={search.view} onChange={(view) => onChange({ view })} />
      </div>
    </div>
  )
}
