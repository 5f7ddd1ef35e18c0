import { Button } from '@mantine/core'
import type { TokenAnswer } from '../../../src/api/contract/token.ts'
import { m } from '../../i18n/messages.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { formatDate } from '../../ui/format-time.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'

interface TokenTableProps {
  readonly tokens: readonly TokenAnswer[]
  readonly onRemove: (token: TokenAnswer) => void
}

/** Name, rights, end and last use of each token. */
export function TokenTable({ tokens, onRemove }: TokenTableProps) {
  const columns: readonly Column<TokenAnswer>[] = [
    { title: m.account.tokenName, heading: true, cell: ({ name }) => name },
    { title: m.account.scope, cell: ({ scope }) => m.account.scopes[scope] },
    { title: m.account.expires, cell: ({ expiresAt }) => (expiresAt ? formatDate(expiresAt) : m.common.never) },
    { title: m.account.lastUsed, cell: ({ lastUsedAt }) => (lastUsedAt ? <TimeAgo iso={lastUsedAt} /> : m.common.never) },
    {
      title: m.people.actions,
      cell: (token) => (
        <Button variant="default" size="xs" aria-label={m.common.removeThing(token.name)} onClick={() => onRemove(token)}>
          {m.common.remove}
        </Button>
      ),
    },
  ]
  return <DataTable label={m.account.tokens} columns={columns} rows={tokens} rowKey={({ id }) => id} />
}
