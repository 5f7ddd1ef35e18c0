import { Button, Text } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { PersonListed } from '../../../src/api/contract/person.ts'
import { m } from '../../i18n/messages.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { filterPeople, type PeopleSearch, toPeopleSearch } from './filter-people.ts'
import { Pager } from './pager.tsx'
import { type PeopleDialog, PeopleDialogs } from './people-dialogs.tsx'
import { NobodyFits, PeopleFilter } from './people-filter.tsx'
import { PeopleTable } from './people-table.tsx'
import { toPage } from './to-page.ts'
import { usePeople } from './use-people.ts'

/** Everybody who may sign in. */
export function PeoplePage() {
  const query = usePeople()
  const [dialog, setDialog] = useState<PeopleDialog | null>(null)
  return (
    <>
      <PageHeader
        title={m.people.title}
        actions={
          <Button leftSection={<IconUserPlus size={18} aria-hidden="true" />} onClick={() => setDialog({ kind: 'create' })}>
            {m.people.create}
          </Button>
        }
      />
      <QueryView query={query}>{(people) => <People all={people} onOpen={setDialog} />}</QueryView>
      <PeopleDialogs dialog={dialog} onClose={() => setDialog(null)} />
    </>
  )
}

interface PeopleProps {
  readonly all: readonly PersonListed[]
  readonly onOpen: (dialog: PeopleDialog) => void
}

function People({ all, onOpen }: PeopleProps) {
  const [search, setSearch] = usePeopleSearch()
  const fitting = filterPeople(all, search.q)
  const { items, page, pages } = toPage(fitting, search.page)
  return (
    <>
      <PeopleFilter value={search.q ?? ''} onChange={(q) => setSearch({ q })} />
      <Text c="dimmed" fz="sm" mb="sm" role="status">
        {m.people.count(fitting.length, all.length)}
      </Text>
      {items.length === 0 ? <NobodyFits onClear={() => setSearch({})} /> : <PeopleTable people={items} onOpen={onOpen} />}
      <Pager page={page} pages={pages} onChange={(next) => setSearch({ ...search, page: next })} />
    </>
  )
}

/** What is searched for stands in the address, so that *back* and a bookmark keep it. */
function usePeopleSearch(): [PeopleSearch, (search: Record<string, unknown>) => void] {
  const search = useSearch({ from: '/inside/people' })
  const navigate = useNavigate({ from: '/people' })
  return [search, (next) => void navigate({ search: toPeopleSearch(next), replace: true, resetScroll: false })]
}
