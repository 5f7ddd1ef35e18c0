import { NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { m } from '../../i18n/messages.ts'
import { allStates, type InstanceSearch, type SortOrder, shares, sortOrders } from './filter-instances.ts'
import classes from './instance-filters.module.css'

interface InstanceFiltersProps {
  readonly search: InstanceSearch
  readonly owners: readonly string[]
  /** Whether there is something of others among them that is shared with this person. */
  readonly isShared: boolean
  readonly onChange: (change: Partial<Record<keyof InstanceSearch, string>>) => void
}

/** Search, filter and order of the dashboard. Owners are offered only where there are several, what is shared only where something is. */
export function InstanceFilters({ search, owners, isShared, onChange }: InstanceFiltersProps) {
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
      {isShared && (
        <NativeSelect
          label={m.helpers.whose}
          data={[{ value: '', label: m.helpers.whoseAll }, ...shares.map((value) => ({ value, label: m.helpers.whoseOf[value] }))]}
          value={search.of ?? ''}
          onChange={(event) => onChange({ of: event.currentTarget.value })}
        />
      )}
      {owners.length > (isShared ? 2 : 1) && (
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
