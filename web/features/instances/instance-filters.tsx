import { NativeSelect } from '@mantine/core'
import { useMemo } from 'react'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import classes from '../../ui/filters.module.css'
import { SearchField } from '../dashboard/search-field.tsx'
import type { SearchChange } from '../dashboard/use-instance-search.ts'
import { isShared } from '../helpers/to-members.ts'
import { allStates, type InstanceSearch, shares } from './filter-instances.ts'

interface InstanceFiltersProps {
  readonly all: readonly InstanceSummary[]
  readonly search: InstanceSearch
  readonly onChange: (change: SearchChange) => void
}

/** Search and filters of the dashboard. Owners are offered only where there are several, labels where there are some, and what is shared where something is. */
export function InstanceFilters({ all, search, onChange }: InstanceFiltersProps) {
  const { owners, labels, hasShared } = useMemo(() => toChoices(all), [all])
  const states = allStates.map((value) => ({ value, label: m.states[value].label }))
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element <search> is not yet known to all screen readers
    <div className={classes.filters} role="search">
      <SearchField value={search.q ?? ''} hasOwners={owners.length > 1} onChange={(q) => onChange({ q })} className={classes.wide} />
      <Choice
        label={m.instances.state}
        any={m.instances.anyState}
        data={states}
        value={search.state}
        onChange={(state) => onChange({ state })}
      />
      {(hasShared || search.of) && (
        <Choice
          label={m.helpers.whose}
          any={m.helpers.whoseAll}
          data={shares.map((value) => ({ value, label: m.helpers.whoseOf[value] }))}
          value={search.of}
          onChange={(of) => onChange({ of })}
        />
      )}
      {(owners.length > (hasShared ? 2 : 1) || search.owner) && (
        <Choice
          label={m.instances.owner}
          any={m.instances.anyOwner}
          data={withChosen(owners, search.owner)}
          value={search.owner}
          onChange={(owner) => onChange({ owner })}
        />
      )}
      {(labels.length > 0 || search.label) && (
        <Choice
          label={m.dashboard.label}
          any={m.dashboard.anyLabel}
          data={withChosen(labels, search.label)}
          value={search.label}
          onChange={(label) => onChange({ label })}
        />
      )}
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly any: string
  readonly data: readonly { readonly value: string; readonly label: string }[]
  readonly value: string | undefined
  readonly onChange: (value: string) => void
}

/** One of several, or any; told by colour, too, when it leaves something out. */
function Choice({ label, any, data, value = '', onChange }: ChoiceProps) {
  return (
    <NativeSelect
      label={label}
      data={[{ value: '', label: any }, ...data]}
      value={value}
      classNames={{ input: classes.choice }}
      data-chosen={value !== '' || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function toChoices(all: readonly InstanceSummary[]) {
  const owners = [...new Set(all.map(({ owner }) => owner))].sort()
  const labels = [...new Set(all.flatMap((one) => one.labels))].sort(new Intl.Collator().compare)
  return { owners, labels, hasShared: all.some(isShared) }
}

/** What is chosen is among the choices although no instance has it any more. */
function withChosen(values: readonly string[], chosen: string | undefined): ChoiceProps['data'] {
  const all = chosen === undefined || values.includes(chosen) ? values : [...values, chosen]
  return all.map((value) => ({ value, label: value }))
}
