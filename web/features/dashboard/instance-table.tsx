import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { memo } from 'react'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import type { InstanceSearch } from '../instances/filter-instances.ts'
import { InstanceProblem } from '../instances/instance-problem.tsx'
import type { SortOrder } from '../instances/sort-instances.ts'
import { StateBadge } from '../instances/state-badge.tsx'
import { LabelChips } from '../labels/label-chips.tsx'
import { GoneWhen } from '../naming/gone-when.tsx'
import { ParticipantsNow } from '../playing/participants-now.tsx'
import { TaskLine } from '../tasks/task-line.tsx'
import { DeployedWhen } from './deployed-when.tsx'
import { InstanceAddress } from './instance-address.tsx'
import { InstanceLink } from './instance-link.tsx'
import classes from './instance-table.module.css'
import type { SearchChange } from './use-instance-search.ts'

interface InstanceTableProps {
  readonly instances: readonly InstanceSummary[]
  readonly search: InstanceSearch
  readonly onChange: (change: SearchChange) => void
}

const columns: readonly SortOrder[] = ['name', 'state', 'deployed', 'owner', 'created']

/** The instances one below the other; its headings sort. The roles are written out, since browsers drop them with the layout of a table, which would lay
 * out a thousand rows to know the width of a column. */
export function InstanceTable({ instances, search, onChange }: InstanceTableProps) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <table className={classes.table} role="table" aria-label={m.instances.list}>
      <thead role="rowgroup" className={classes.head}>
        <tr role="row" className={classes.row}>
          {columns.map((order) => (
            <Heading key={order} order={order} search={search} onChange={onChange} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className={classes.body}>
        {instances.map((instance) => (
          <Row key={instance.id} instance={instance} />
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  )
}

interface HeadingProps extends Pick<InstanceTableProps, 'search' | 'onChange'> {
  readonly order: SortOrder
}

/** Pressed once it sorts, pressed again it turns the order round. */
function Heading({ order, search: { sort = 'name', ...search }, onChange }: HeadingProps) {
  const reverse = search.reverse === true
  const isSorted = sort === order
  const Arrow = isDescending(order, reverse) ? IconArrowDown : IconArrowUp
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <th role="columnheader" scope="col" aria-sort={isSorted ? (isDescending(order, reverse) ? 'descending' : 'ascending') : undefined}>
      <button type="button" className={classes.sort} onClick={() => onChange({ sort: order, reverse: isSorted && !reverse })}>
        {m.instances.sorts[order]}
        {isSorted && <Arrow size={14} stroke={2.25} aria-hidden="true" />}
      </button>
    </th>
  )
}

/** The newest comes first unless it is turned round. */
const isDescending = (order: SortOrder, reverse: boolean): boolean =>
  (order === 'deployed' || order === 'created' || order === 'participants') !== reverse

/** Drawn anew only when this very instance has changed. */
const Row = memo(function Row({ instance }: { readonly instance: InstanceSummary }) {
  const { name, owner, state, operation, relation, labels, createdAt } = instance
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <tr role="row" className={classes.row}>
      <th role="rowheader" scope="row" className={classes.name}>
        <InstanceLink name={name} className={classes.link} />
        <InstanceAddress instance={instance} />
        <LabelChips labels={labels} />
        {operation && <TaskLine operation={operation} isReadable={relation !== 'assistant'} />}
        <InstanceProblem instance={instance} />
      </th>
      <td role="cell" className={classes.state}>
        <StateBadge state={state} />
        <ParticipantsNow instance={instance} />
        <GoneWhen instance={instance} />
      </td>
      <td role="cell" className={classes.deployed}>
        {relation !== 'assistant' && <DeployedWhen instance={instance} />}
      </td>
      <td role="cell" className={classes.owner}>
        {owner}
      </td>
      <td role="cell">
        <TimeAgo iso={createdAt} />
      </td>
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  )
})
