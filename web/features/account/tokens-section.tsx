import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconTicket } from '@tabler/icons-react'
import { useState } from 'react'
import type { TokenAnswer } from '../../../src/api/contract/token.ts'
import { m } from '../../i18n/messages.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { Section } from '../../ui/section.tsx'
import { CreateToken } from './create-token.tsx'
import { RemoveThing } from './remove-thing.tsx'
import { TokenTable } from './token-table.tsx'
import { useRemoveToken, useTokens } from './use-tokens.ts'

/** One's own API tokens. */
export function TokensSection() {
  const query = useTokens()
  const [adding, { open, close }] = useDisclosure()
  const [removed, setRemoved] = useState<TokenAnswer | null>(null)
  return (
    <Section
      id="tokens"
      title={m.account.tokens}
      actions={
        <Button size="sm" variant="default" leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={open}>
          {m.account.addToken}
        </Button>
      }
    >
      <Text c="dimmed" mb="md" maw="42rem">
        {m.account.tokensText}
      </Text>
      <QueryView query={query} skeleton={[48]}>
        {(tokens) =>
          tokens.length === 0 ? (
            <EmptyNote icon={<IconTicket />} title={m.account.tokensEmptyTitle} text={m.account.tokensEmptyText} />
          ) : (
            <TokenTable tokens={tokens} onRemove={setRemoved} />
          )
        }
      </QueryView>
      <Dialog title={m.account.addTokenTitle} opened={adding} onClose={close}>
        <CreateToken onClose={close} />
      </Dialog>
      <RemoveThing
        thing={removed}
        title={m.account.removeTokenTitle}
        text={m.account.removeTokenText}
        removal={useRemoveToken()}
        onClose={() => setRemoved(null)}
      />
    </Section>
  )
}
