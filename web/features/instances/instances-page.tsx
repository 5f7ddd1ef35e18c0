import { useMemo } from 'react'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { DashboardToolbar } from '../dashboard/dashboard-toolbar.tsx'
import { InstanceList } from '../dashboard/instance-list.tsx'
import { NoInstances, NoMatch, TrashEmpty } from '../dashboard/no-instances.tsx'
import { useInstanceSearch } from '../dashboard/use-instance-search.ts'
import { CreateInstance } from './create-instance.tsx'
import { filterInstances } from './filter-instances.ts'
import { InstanceFilters } from './instance-filters.tsx'
import { useInstances } from './use-instances.ts'

/** The dashboard: every instance that this person may see. */
export function InstancesPage() {
  const query = useInstances()
  const { superUser } = useMe()
  return (
    <>
      <PageHeader title={superUser ? m.instances.title : m.instances.mine} actions={<CreateInstance />} />
      <QueryView query={query} skeleton={[150, 150, 150]}>
        {(all) => (all.length === 0 ? <NoInstances /> : <Instances all={all} />)}
      </QueryView>
    </>
  )
}

function Instances({ all }: { readonly all: readonly InstanceSummary[] }) {
  const [search, change] = useInstanceSearch()
  const fitting = useMemo(() => filterInstances(all, search), [all, search])
  const inTrash = all.filter(({ state }) => state === 'trashed').length
  const isTrash = search.state === 'trashed'
  const clear = () => change({ q: '', state: '', of: '', owner: '', label: '' })
  if (all.length === inTrash && !isTrash) return <NoInstances inTrash={inTrash} />
  return (
    <>
      <InstanceFilters all={all} search={search} onChange={change} />
      <DashboardToolbar
        shown={fitting.length}
        inUse={all.length - inTrash}
        inTrash={inTrash}
        search={search}
        onChange={change}
        onClear={clear}
      />
      {fitting.length > 0 && <InstanceList instances={fitting} search={search} onChange={change} />}
      {fitting.length === 0 && (isTrash && inTrash === 0 ? <TrashEmpty /> : <NoMatch onClear={clear} />)}
    </>
  )
}
