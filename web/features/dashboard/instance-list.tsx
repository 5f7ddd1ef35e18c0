import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import type { InstanceSearch } from '../instances/filter-instances.ts'
import { InstanceCard } from '../instances/instance-card.tsx'
import classes from './instance-list.module.css'
import { InstanceTable } from './instance-table.tsx'
import { useGrowing } from './use-growing.ts'
import type { SearchChange } from './use-instance-search.ts'

interface InstanceListProps {
  readonly instances: readonly InstanceSummary[]
  readonly search: InstanceSearch
  readonly onChange: (change: SearchChange) => void
}

/** The instances that fit, as cards or as a table: all of them, on one page. */
export function InstanceList({ instances, search, onChange }: InstanceListProps) {
  const shown = useGrowing(instances)
  if (search.view === 'table') return <InstanceTable instances={shown} search={search} onChange={onChange} />
  return (
    <ul className={classes.cards} aria-label={m.instances.list}>
      {shown.map((instance) => (
        <InstanceCard key={instance.id} instance={instance} />
      ))}
    </ul>
  )
}
