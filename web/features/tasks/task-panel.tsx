import { Button, Text } from '@mantine/core'
import type { OperationAnswer } from '../../../src/api/contract/operation.ts'
import { useMe } from '../../app/sign-in-state.tsx'
import { m } from '../../i18n/messages.ts'
import { formatClock } from '../../ui/format-time.ts'
import { Panel } from '../../ui/panel.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Reason } from '../../ui/reason.tsx'
import { TaskLogDisclosure } from './task-log-disclosure.tsx'
import { TaskSteps } from './task-steps.tsx'
import { isOver, toTaskDoing, toTaskLabel } from './task-words.ts'
import { useCancelOperation, useOperation } from './use-operation.ts'

interface TaskPanelProps {
  readonly operationId: string
  readonly onDismiss: () => void
  /** What to say when it is done or did not work, beside that it is so. */
  readonly toResult?: (operation: OperationAnswer) => React.ReactNode
}

const tones = { queued: 'move', running: 'move', undoing: 'move', done: 'go', failed: 'stop', cancelled: 'rest' } as const

/** A task, live: steps, log, how it ended. */
export function TaskPanel({ operationId, onDismiss, toResult }: TaskPanelProps) {
  const { data: operation } = useOperation(operationId)
  if (!operation) return null
  const { kind, state, error, steps } = operation
  const over = isOver(operation)
  return (
    <Panel
      tone={tones[state]}
      label={toTaskLabel(kind)}
      heading={toHeading(operation)}
      actions={!over && <Cancel operation={operation} />}
      dismiss={over ? { label: m.tasks.dismiss, onClick: onDismiss } : null}
    >
      <Beginner operation={operation} />
      {error && (
        <Text>
          <Reason error={error} />
        </Text>
      )}
      {(state === 'done' || state === 'failed') && toResult?.(operation)}
      {state !== 'done' && steps.length > 0 && <TaskSteps operation={operation} />}
      {state !== 'done' && (
        <TaskLogDisclosure key={String(over)} operationId={operationId} initially={state === 'failed' || kind === 'deploy-instance'} />
      )}
    </Panel>
  )
}

/** Who began it, and when: two people may look at it. */
function Beginner({ operation: { by, createdAt } }: { readonly operation: OperationAnswer }) {
  const { username } = useMe()
  const since = formatClock(createdAt)
  return (
    <Text fz="sm" c="dimmed">
      {by === username ? m.tasks.begunByYou(since) : m.tasks.begunBy(by === 'server' ? m.common.server : by, since)}
    </Text>
  )
}

function toHeading({ kind, state }: OperationAnswer): string {
  if (state === 'done' || state === 'failed' || state === 'cancelled') return m.tasks[state](toTaskLabel(kind))
  if (state === 'running') return toTaskDoing(kind)
  return `${toTaskLabel(kind)}: ${m.tasks.states[state].toLowerCase()}`
}

function Cancel({ operation: { id, cancellable, state } }: { readonly operation: OperationAnswer }) {
  const { mutate, isPending, isSuccess, error } = useCancelOperation(id)
  if (!cancellable || state === 'undoing') return null
  return (
    <div>
      <Button variant="default" size="xs" loading={isPending} disabled={isSuccess} onClick={() => mutate()}>
        {isSuccess ? m.tasks.cancelling : m.tasks.cancel}
      </Button>
      <ProblemAlert error={error} />
    </div>
  )
}
