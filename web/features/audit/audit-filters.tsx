import { NativeSelect, TextInput } from '@mantine/core'
import { m } from '../../i18n/messages.ts'
import classes from '../../ui/filters.module.css'
import { usePeople } from '../people/use-people.ts'
import { actionChoices } from './audit-words.ts'
import type { AuditSearch } from './filter-audit.ts'
import { SearchText } from './search-text.tsx'

interface AuditFiltersProps {
  readonly search: AuditSearch
  readonly onChange: (change: Partial<Record<keyof AuditSearch, string>>) => void
}

/** Which entries are shown. */
export function AuditFilters({ search, onChange }: AuditFiltersProps) {
  const { action, result, since, until } = search
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element <search> is not yet known to all screen readers
    <div className={classes.filters} role="search">
      <SearchText value={search.text ?? ''} onChange={(text) => onChange({ text })} />
      <Who who={search.who ?? ''} onChange={(who) => onChange({ who })} />
      <NativeSelect
        label={m.audit.filterResult}
        data={[{ value: '', label: m.audit.anyResult }, ...Object.entries(m.audit.results).map(([value, label]) => ({ value, label }))]}
        value={result ?? ''}
        onChange={(event) => onChange({ result: event.currentTarget.value })}
      />
      <NativeSelect
        className={classes.row}
        label={m.audit.filterAction}
        data={[{ value: '', label: m.audit.everything }, ...actionChoices(action)]}
        value={action ?? ''}
        onChange={(event) => onChange({ action: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={m.audit.since}
        value={since ?? ''}
        onChange={(event) => onChange({ since: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={m.audit.until}
        value={until ?? ''}
        onChange={(event) => onChange({ until: event.currentTarget.value })}
      />
    </div>
  )
}

/** Also somebody who is not there any more, when the address says so. */
function Who({ who, onChange }: { readonly who: string; readonly onChange: (who: string) => void }) {
  const { data: people = [] } = usePeople()
  const known = people.map(({ username, name }) => ({ value: username, label: `${name} (${username})` }))
  const choices = [{ value: '', label: m.audit.everybody }, ...known, { value: 'server', label: m.common.server }]
  const gone = choices.every(({ value }) => value !== who) ? [{ value: who, label: who }] : []
  return (
    <NativeSelect
      label={m.audit.filterWho}
      data={[...choices, ...gone]}
      value={who}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
