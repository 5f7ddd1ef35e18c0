import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AuditAnswer } from '../../../src/api/contract/audit.ts'
import { m } from '../../i18n/messages.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { formatDate } from '../../ui/format-time.ts'
import { StatusWord } from '../../ui/status-word.tsx'
import { resultTones, toActionWords, toInstanceOf, toThingWords, toWhoWords } from './audit-words.ts'
import { toDetailWords } from './detail-words.ts'

const columns: readonly Column<AuditAnswer>[] = [
  { title: m.audit.when, cell: ({ at }) => <time dateTime={at}>{formatDate(at)}</time> },
  { title: m.audit.who, cell: ({ who }) => toWhoWords(who) },
  { title: m.audit.action, heading: true, cell: ({ action }) => toActionWords(action) },
  { title: m.audit.thing, cell: ({ thing }) => <Thing thing={thing} /> },
  { title: m.audit.from, cell: ({ by, from }) => (from ? `${m.audit.means[by]}, ${from}` : m.audit.means[by]) },
  { title: m.audit.result, cell: (entry) => <Result entry={entry} /> },
]

export function AuditTable({ entries }: { readonly entries: readonly AuditAnswer[] }) {
  return <DataTable label={m.audit.title} columns={columns} rows={entries} rowKey={({ id }) => id} />
}

function Thing({ thing }: { readonly thing: string }) {
  const instance = toInstanceOf(thing)
  if (instance === null) return toThingWords(thing)
  return (
    <Anchor renderRoot={(props) => <Link {...props} to="/instances/$name" params={{ name: instance }} />}>{toThingWords(thing)}</Anchor>
  )
}

function Result({ entry: { result, detail } }: { readonly entry: AuditAnswer }) {
  return (
    <>
      <StatusWord tone={resultTones[result]}>{m.audit.results[result]}</StatusWord>
      {detail && (
        <Text fz="sm" c="dimmed">
          {toDetailWords(detail)}
        </Text>
      )}
    </>
  )
}
