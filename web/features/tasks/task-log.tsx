import { Text } from '@mantine/core'
import { useCallback } from 'react'
import { useApi } from '../../api/api-context.tsx'
import { m } from '../../i18n/messages.ts'
import { LogView } from '../../ui/log-view.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { type ReadStream, useTextStream } from '../../ui/use-text-stream.ts'

/** What a task printed, live until it ends. */
export function TaskLog({ operationId }: { readonly operationId: string }) {
  const api = useApi()
  const read = useCallback<ReadStream>(
    (onText, from, signal) => api.stream('GET /operations/:id/log', { params: { id: operationId }, query: { from }, signal }, onText),
    [api, operationId],
  )
  const { text, state, error } = useTextStream(read, { after: 'resume' })
  if (error) return <ProblemAlert error={error} />
  if (text === '') return <Text c="dimmed">{state === 'ended' ? m.tasks.emptyLog : m.common.loading}</Text>
  return <LogView label={m.tasks.log} text={text} follow />
}
