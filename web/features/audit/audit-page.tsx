import { Button } from '@mantine/core'
import { IconDownload, IconListSearch } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { m } from '../../i18n/messages.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { AuditTable } from './audit-table.tsx'
import { type AuditSearch, isFiltered, toAuditQuery, toAuditSearch } from './filter-audit.ts'
import { OlderButton } from './older-button.tsx'
import { useAudit, useDownloadAudit } from './use-audit.ts'

/** Who did what to which thing, newest first. */
export function AuditPage() {
  const [search, setSearch] = useAuditSearch()
  const filter = toAuditQuery(search)
  const query = useAudit(filter)
  const download = useDownloadAudit()
  const clear = (): void => setSearch({})
  return (
    <>
      <PageHeader
        title={m.audit.title}
        text={m.audit.text}
        actions={
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden="true" />}
            loading={download.isPending}
            onClick={() => download.mutate(filter)}
          >
            {m.audit.download}
          </Button>
        }
      />
      <ProblemAlert error={download.error} />
      <AuditFilters search={search} onChange={(change) => setSearch({ ...search, ...change })} />
      <QueryView query={query} skeleton={[48, 48, 48, 48]}>
        {(entries) => (entries.length === 0 ? <Nothing onClear={isFiltered(search) ? clear : null} /> : <AuditTable entries={entries} />)}
      </QueryView>
      <OlderButton query={query} />
    </>
  )
}

/** `onClear`: for a log that has entries, but none that fit. */
function Nothing({ onClear }: { readonly onClear: (() => void) | null }) {
  if (!onClear) return <EmptyNote icon={<IconListSearch />} title={m.audit.emptyTitle} text={m.audit.emptyText} />
  return (
    <EmptyNote icon={<IconListSearch />} title={m.audit.noMatchTitle} text={m.audit.noMatchText}>
      <Button variant="default" onClick={onClear}>
        {m.audit.clear}
      </Button>
    </EmptyNote>
  )
}

/** What is searched for stands in the address, so that *back* and a bookmark keep it. */
function useAuditSearch(): [AuditSearch, (search: Record<string, unknown>) => void] {
  const search = useSearch({ from: '/inside/audit' })
  const navigate = useNavigate({ from: '/audit' })
  return [search, (next) => void navigate({ search: toAuditSearch(next), replace: true, resetScroll: false })]
}
