import { Text } from '@mantine/core'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { toTaskLabel } from '../tasks/task-words.ts'
import { useOperation } from '../tasks/use-operation.ts'

/** Who does what, where a task stands in the way. */
export function BusyWith({ operationId }: { readonly operationId: string }) {
  const { username } = useMe()
  const { data: task } = useOperation(operationId)
  if (!task) return null
  const { kind, by, createdAt, state } = task
  const who = by === 'server' ? m.common.server : by
  return (
    <Text c="dimmed" fz="sm">
      {toTaskLabel(kind)}: {m.tasks.states[state].toLowerCase()}, {by === username ? m.common.byYou : m.common.by(who)},{' '}
      <TimeAgo iso={createdAt} />
    </Text>
  )
}
