import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { KeyAnswer } from '../../../src/api/contract/key.ts'
import { m } from '../../i18n/messages.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { Section } from '../../ui/section.tsx'
import { AddKeyForm } from './add-key-form.tsx'
import { KeyTable } from './key-table.tsx'
import { RemoveThing } from './remove-thing.tsx'
import { useKeys, useRemoveKey } from './use-keys.ts'

/** One's own SSH keys. */
export function KeysSection() {
  const query = useKeys()
  const [adding, { open, close }] = useDisclosure()
  const [removed, setRemoved] = useState<KeyAnswer | null>(null)
  return (
    <Section
      title={m.account.keys}
      actions={
        <Button size="sm" leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={open}>
          {m.account.addKey}
        </Button>
      }
    >
      <Text c="dimmed" mb="md" maw="42rem">
        {m.account.keysText}
      </Text>
      <QueryView query={query} skeleton={[48, 48]}>
        {(keys) =>
          keys.length === 0 ? (
            <EmptyNote icon={<IconKey />} title={m.account.keysEmptyTitle} text={m.account.keysEmptyText} />
          ) : (
            <KeyTable keys={keys} onRemove={setRemoved} />
          )
        }
      </QueryView>
      <Dialog title={m.account.addKeyTitle} opened={adding} onClose={close}>
        <AddKeyForm onClose={close} />
      </Dialog>
      <RemoveThing
        thing={removed}
        title={m.account.removeKeyTitle}
        text={m.account.removeKeyText}
        removal={useRemoveKey()}
        onClose={() => setRemoved(null)}
      />
    </Section>
  )
}
