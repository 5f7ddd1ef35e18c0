import { Text } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { useCallback } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { useApi } from '../../api/api-context.tsx'
import { m } from '../../i18n/messages.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { LogView } from '../../ui/log-view.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Section } from '../../ui/section.tsx'
import { type ReadStream, useTextStream } from '../../ui/use-text-stream.ts'

const lines = 1000

/** What oTree prints, as it prints it. */
export function LogsTab({ instance: { name } }: { readonly instance: InstanceDetail }) {
  const api = useApi()
  const read = useCallback<ReadStream>(
    (onText, _from, signal) =>
      api.stream('GET /instances/:name/logs', { params: { name }, query: { lines, follow: true }, signal }, onText),
    [api, name],
  )
  const { text, state, error } = useTextStream(read, { after: 'anew' })
  if (text === '') return <EmptyNote icon={<IconFileText />} title={m.logs.emptyTitle} text={m.logs.emptyText} />
  return (
    <Section title={m.logs.title}>
      <Text c="dimmed" mb="sm" role="status">
        {state === 'open' ? m.logs.following : m.logs.lost}
      </Text>
      <ProblemAlert error={error} />
      <LogView label={m.logs.label} text={text} follow tall />
    </Section>
  )
}
