import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFingerprint, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { PasskeyAnswer } from '../../../src/api/contract/passkey.ts'
import { m } from '../../i18n/messages.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { formatDate } from '../../ui/format-time.ts'
import { Note } from '../../ui/note.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { Section } from '../../ui/section.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { canUsePasskeys } from '../passkeys/ask-device.ts'
import { AddPasskey } from './add-passkey.tsx'
import { RemoveThing } from './remove-thing.tsx'
import { RenamePasskey } from './rename-passkey.tsx'
import { usePasskeys, useRemovePasskey } from './use-passkeys.ts'

/** What signs one in in place of password and code. */
export function PasskeysSection() {
  const query = usePasskeys()
  const [adding, { open, close }] = useDisclosure()
  const isPossible = query.data?.possible === true && canUsePasskeys()
  return (
    <Section
      title={m.passkeys.title}
      actions={
        isPossible && (
          <Button size="sm" variant="default" leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={open}>
            {m.passkeys.add}
          </Button>
        )
      }
    >
      <Text c="dimmed" mb="md" maw="42rem">
        {m.passkeys.text}
      </Text>
      <QueryView query={query} skeleton={[48]}>
        {({ items, possible }) => <Passkeys passkeys={items} obstacle={toObstacle(possible)} />}
      </QueryView>
      <Dialog title={m.passkeys.addTitle} opened={adding} onClose={close}>
        <AddPasskey onClose={close} />
      </Dialog>
    </Section>
  )
}

/** Why there is no way to add one, or null. */
function toObstacle(possible: boolean): string | null {
  if (!possible) return m.passkeys.impossibleHere
  return canUsePasskeys() ? null : m.passkeys.impossibleBrowser
}

interface PasskeysProps {
  readonly passkeys: readonly PasskeyAnswer[]
  readonly obstacle: string | null
}

function Passkeys({ passkeys, obstacle }: PasskeysProps) {
  const [removed, setRemoved] = useState<PasskeyAnswer | null>(null)
  const [renamed, setRenamed] = useState<PasskeyAnswer | null>(null)
  return (
    <>
      {obstacle && <Note tone="move">{obstacle}</Note>}
      {passkeys.length > 0 && <PasskeyTable passkeys={passkeys} onRename={setRenamed} onRemove={setRemoved} />}
      {passkeys.length === 0 && !obstacle && (
        <EmptyNote icon={<IconFingerprint />} title={m.passkeys.emptyTitle} text={m.passkeys.emptyText} />
      )}
      <RemoveThing
        thing={removed}
        title={m.passkeys.removeTitle}
        text={m.passkeys.removeText}
        removal={useRemovePasskey()}
        onClose={() => setRemoved(null)}
      />
      <RenamePasskey passkey={renamed} onClose={() => setRenamed(null)} />
    </>
  )
}

interface PasskeyTableProps {
  readonly passkeys: readonly PasskeyAnswer[]
  readonly onRename: (passkey: PasskeyAnswer) => void
  readonly onRemove: (passkey: PasskeyAnswer) => void
}

function PasskeyTable({ passkeys, onRename, onRemove }: PasskeyTableProps) {
  const columns: readonly Column<PasskeyAnswer>[] = [
    { title: m.fields.name, heading: true, cell: ({ name }) => name },
    { title: m.passkeys.added, cell: ({ createdAt }) => formatDate(createdAt) },
    { title: m.account.lastUsed, cell: ({ lastUsedAt }) => (lastUsedAt ? <TimeAgo iso={lastUsedAt} /> : m.common.never) },
    {
      title: m.people.actions,
      cell: (passkey) => (
        <Group gap="xs">
          <Button variant="default" size="xs" aria-label={m.passkeys.renameThing(passkey.name)} onClick={() => onRename(passkey)}>
            {m.passkeys.rename}
          </Button>
          <Button variant="default" size="xs" aria-label={m.common.removeThing(passkey.name)} onClick={() => onRemove(passkey)}>
            {m.common.remove}
          </Button>
        </Group>
      ),
    },
  ]
  return <DataTable label={m.passkeys.title} columns={columns} rows={passkeys} rowKey={({ id }) => id} />
}
