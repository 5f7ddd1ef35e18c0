import { Button } from '@mantine/core'
import type { KeyAnswer } from '../../../src/api/contract/key.ts'
import { m } from '../../i18n/messages.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'

interface KeyTableProps {
  readonly keys: readonly KeyAnswer[]
  readonly onRemove: (key: KeyAnswer) => void
}

/** Name, type, fingerprint and last use of each key. */
export function KeyTable({ keys, onRemove }: KeyTableProps) {
  const columns: readonly Column<KeyAnswer>[] = [
    { title: m.account.keyName, heading: true, cell: ({ name }) => name },
    { title: m.account.type, cell: ({ type }) => type },
    { title: m.account.fingerprint, cell: ({ fingerprint }) => <code>{fingerprint}</code> },
    { title: m.account.lastUsed, cell: ({ lastUsedAt }) => (lastUsedAt ? <TimeAgo iso={lastUsedAt} /> : m.common.never) },
    {
      title: m.people.actions,
      cell: (key) => (
        <Button variant="default" size="xs" aria-label={m.common.removeThing(key.name)} onClick={() => onRemove(key)}>
          {m.common.remove}
        </Button>
      ),
    },
  ]
  return <DataTable label={m.account.keys} columns={columns} rows={keys} rowKey={({ id }) => id} />
}
