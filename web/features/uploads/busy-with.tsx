import { Text } from '@mantine/core'
import { m } from '../../i18n/messages.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { toTaskLabel } from '../tasks/task-words.ts'
import { useOperation } from '../tasks/use-operation.ts'

/** Who does what, where a task stands in the way. */
export function BusyWith({ operationId }: { readonly operationId: string }) {
  const { data: task } = useOperation(operationId)
  if (!task) return null
  const { kind, by, createdAt, state } = task
  return (
    <Text c="dimmed" fz="sm">
      {toTaskLabel(kind)}: {m.tasks.states[state].toLowerCase()}, {m.common.by(by === 'server' ? m.common.server : by)},{' '}
      <TimeAgo iso={createdAt} />
    </Text>
  )
}
