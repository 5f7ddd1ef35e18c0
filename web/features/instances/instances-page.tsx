import { Group, Text } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { isShared } from '../helpers/to-members.ts'
import { CreateInstance } from './create-instance.tsx'
import { filterInstances, type InstanceSearch, toInstanceSearch, toPage } from './filter-instances.ts'
import { InstanceCard } from './instance-card.tsx'
import { InstanceFilters } from './instance-filters.tsx'
import classes from './instances-page.module.css'
import { NoInstances, NoMatch } from './no-instances.tsx'
import { Pager } from './pager.tsx'
import { TrashLink } from './trash-link.tsx'
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
  const [search, setSearch] = useInstanceSearch()
  const fitting = filterInstances(all, search)
  const { items, page, pages } = toPage(fitting, search.page)
  const owners = [...new Set(all.map(({ owner }) => owner))].sort()
  const total = all.filter(({ state }) => state !== 'trashed').length
  return (
    <>
      <InstanceFilters
        search={search}
        owners={owners}
        isShared={all.some(isShared)}
        onChange={(change) => setSearch({ ...search, page: undefined, ...change })}
      />
      <Group justify="space-between" mb="sm">
        <Text c="dimmed" fz="sm" role="status">
          {m.instances.count(fitting.length, search.state === 'trashed' ? fitting.length : total)}
        </Text>
        <TrashLink count={all.length - total} shown={search.state === 'trashed'} />
      </Group>
      {items.length === 0 && <NoMatch onClear={() => setSearch({})} />}
      <ul className={classes.cards} aria-label={m.instances.list}>
        {items.map((instance) => (
          <InstanceCard key={instance.id} instance={instance} />
        ))}
      </ul>
      <Pager page={page} pages={pages} onChange={(next) => setSearch({ ...search, page: next })} />
    </>
  )
}

/** What is searched for stands in the address, so that *back* and a bookmark keep it. */
function useInstanceSearch(): [InstanceSearch, (search: Record<string, unknown>) => void] {
  const search = useSearch({ from: '/inside/' })
  const navigate = useNavigate({ from: '/' })
  return [search, (next) => void navigate({ search: toInstanceSearch(next), replace: true, resetScroll: false })]
}
