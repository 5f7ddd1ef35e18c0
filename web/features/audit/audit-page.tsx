import { Button, Center } from '@mantine/core'
import { IconListSearch } from '@tabler/icons-react'
import { m } from '../../i18n/messages.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { AuditTable } from './audit-table.tsx'
import { useAudit } from './use-audit.ts'

/** Who did what to which thing, newest first. */
export function AuditPage() {
  const query = useAudit()
  return (
    <>
      <PageHeader title={m.audit.title} text={m.audit.text} />
      <QueryView query={query} skeleton={[48, 48, 48, 48]}>
        {(entries) =>
          entries.length === 0 ? (
            <EmptyNote icon={<IconListSearch />} title={m.audit.emptyTitle} text={m.audit.emptyText} />
          ) : (
            <AuditTable entries={entries} />
          )
        }
      </QueryView>
      {query.hasNextPage && (
        <Center mt="lg">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {m.audit.older}
          </Button>
        </Center>
      )}
    </>
  )
}
