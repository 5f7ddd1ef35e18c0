import { NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { m } from '../../i18n/messages.ts'
import { allStates, type InstanceSearch, type SortOrder, sortOrders } from './filter-instances.ts'
import classes from './instance-filters.module.css'

interface InstanceFiltersProps {
  readonly search: InstanceSearch
  readonly owners: readonly string[]
  readonly onChange: (change: Partial<Record<keyof InstanceSearch, string>>) => void
}

/** Search, filter and order of the dashboard. Owners are offered only where there are several. */
export function InstanceFilters({ search, owners, onChange }: InstanceFiltersProps) {
  const states = allStates.map((value) => ({ value, label: m.states[value].label }))
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element <search> is not yet known to all screen readers
    <div className={classes.filters} role="search">
      <TextInput
        type="search"
        label={m.instances.search}
        placeholder={owners.length > 1 ? m.instances.searchPlaceholder : m.instances.searchPlaceholderOwn}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={search.q ?? ''}
        onChange={(event) => onChange({ q: event.currentTarget.value })}
        className={classes.wide}
      />
      <NativeSelect
        label={m.instances.state}
        data={[{ value: '', label: m.instances.anyState }, ...states]}
        value={search.state ?? ''}
        onChange={(event) => onChange({ state: event.currentTarget.value })}
      />
      {owners.length > 1 && (
        <NativeSelect
          label={m.instances.owner}
          data={[{ value: '', label: m.instances.anyOwner }, ...owners]}
          value={search.owner ?? ''}
          onChange={(event) => onChange({ owner: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        label={m.instances.sort}
        data={sortOrders.filter((order) => order !== 'owner' || owners.length > 1).map(toOption)}
        value={search.sort ?? 'name'}
        onChange={(event) => onChange({ sort: event.currentTarget.value })}
      />
    </div>
  )
}

const toOption = (value: SortOrder): { value: string; label: string } => ({ value, label: m.instances.sorts[value] })
