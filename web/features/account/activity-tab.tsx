import { Button, Center, Text } from '@mantine/core'
import { IconListSearch } from '@tabler/icons-react'
import type { AuditAnswer } from '../../../src/api/contract/audit.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { formatDate } from '../../ui/format-time.ts'
import { QueryView } from '../../ui/query-view.tsx'
import { Section } from '../../ui/section.tsx'
import { toActionWords, toThingWords } from '../audit/audit-words.ts'
import { useActivity } from './use-activity.ts'

/** What one did lately, newest first. */
export function ActivityTab() {
  const query = useActivity()
  return (
    <Section title={m.account.activity}>
      <Text c="dimmed" mb="md" maw="42rem">
        {m.account.activityText}
      </Text>
      <QueryView query={query} skeleton={[48, 48, 48]}>
        {(entries) =>
          entries.length === 0 ? (
            <EmptyNote icon={<IconListSearch />} title={m.audit.emptyTitle} text={m.account.activityEmpty} />
          ) : (
            <ActivityTable entries={entries} />
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
    </Section>
  )
}

function ActivityTable({ entries }: { readonly entries: readonly AuditAnswer[] }) {
  const { username } = useMe()
  const columns: readonly Column<AuditAnswer>[] = [
    { title: m.audit.when, cell: ({ at }) => <time dateTime={at}>{formatDate(at)}</time> },
    { title: m.audit.action, heading: true, cell: ({ action }) => toActionWords(action) },
    { title: m.audit.thing, cell: ({ thing }) => (thing === `person:${username}` ? m.account.yourself : toThingWords(thing)) },
    { title: m.audit.from, cell: ({ by, from }) => (from ? `${m.audit.means[by]}, ${from}` : m.audit.means[by]) },
    { title: m.audit.result, cell: ({ result }) => m.audit.results[result] },
  ]
  return <DataTable label={m.account.activity} columns={columns} rows={entries} rowKey={({ id }) => id} />
}
