import { Text } from '@mantine/core'
import { useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import type { KeptCopyAnswer } from '../../../src/api/contract/kept-copies.ts'
import { m } from '../../i18n/messages.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { formatBytes } from '../../ui/format-bytes.ts'
import { formatDate } from '../../ui/format-time.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Section } from '../../ui/section.tsx'
import { CopyButtons } from './copy-buttons.tsx'
import { RemoveCopy } from './remove-copy.tsx'
import { useCopies, useDownloadCopy } from './use-copies.ts'

/** Copies of all data that were made before something deleted them, and the space that they take; nothing where there are none. */
export function CopiesSection({ instance }: { readonly instance: InstanceDetail }) {
  const { name, state, allowedActions } = instance
  const { data: copies = [] } = useCopies(name, allowedActions.includes('instance.copies'))
  const download = useDownloadCopy(name)
  const [asked, setAsked] = useState<KeptCopyAnswer | null>(null)
  if (copies.length === 0) return null
  const mayRemove = state !== 'trashed' && allowedActions.includes('instance.remove-copy')
  const buttons = (copy: KeptCopyAnswer) => (
    <CopyButtons
      copy={copy}
      download={download}
      isBusy={instance.operation !== null}
      onRemove={mayRemove ? () => setAsked(copy) : undefined}
    />
  )
  return (
    <Section title={m.copies.title}>
      <Text c="dimmed" fz="sm" mb="md" maw="46rem">
        {m.copies.text} {m.copies.total(copies.length, formatBytes(copies.reduce((sum, { bytes }) => sum + bytes, 0)))}
      </Text>
      <ProblemAlert error={download.error} />
      <DataTable
        label={m.copies.title}
        columns={allowedActions.includes('instance.download-copy') ? [...facts(), { title: m.copies.actions, cell: buttons }] : facts()}
        rows={copies}
        rowKey={({ id }) => id}
      />
      <RemoveCopy instance={name} copy={asked} onClose={() => setAsked(null)} />
    </Section>
  )
}

const facts = (): readonly Column<KeptCopyAnswer>[] => [
  { title: m.copies.made, heading: true, cell: ({ madeAt }) => formatDate(madeAt) },
  { title: m.copies.size, cell: ({ bytes }) => formatBytes(bytes) },
  { title: m.copies.why, cell: toWhy },
]

const toWhy = ({ by }: KeptCopyAnswer): string => (by === null ? m.copies.beforeReset : `${m.copies.beforeReset} ${m.common.by(by)}`)
