import { Button, CloseButton, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core'
import { IconAlertCircle, IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react'
import type { OperationAnswer } from '../../../src/api/contract/operation.ts'
import { m } from '../../i18n/messages.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { TaskLogDisclosure } from './task-log-disclosure.tsx'
import classes from './task-panel.module.css'
import { TaskSteps } from './task-steps.tsx'
import { isOver, toTaskDoing, toTaskLabel } from './task-words.ts'
import { useCancelOperation, useOperation } from './use-operation.ts'

interface TaskPanelProps {
  readonly operationId: string
  readonly onDismiss: () => void
}

/** A task, live: steps, log, how it ended. */
export function TaskPanel({ operationId, onDismiss }: TaskPanelProps) {
  const { data: operation } = useOperation(operationId)
  if (!operation) return null
  const over = isOver(operation)
  return (
    <Paper component="section" className={classes.panel} data-state={operation.state} aria-label={toTaskLabel(operation.kind)}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Group gap="sm" wrap="nowrap" role="status">
            <TaskIcon state={operation.state} />
            <Title order={2} fz="md">
              {toHeading(operation)}
            </Title>
          </Group>
          {over ? <CloseButton aria-label={m.tasks.dismiss} onClick={onDismiss} /> : <Cancel operation={operation} />}
        </Group>
        {operation.error && <Text>{operation.error.detail}</Text>}
        {operation.state !== 'done' && operation.steps.length > 0 && <TaskSteps steps={operation.steps} />}
        {operation.state !== 'done' && (
          <TaskLogDisclosure key={String(over)} operationId={operationId} initially={operation.state === 'failed'} />
        )}
      </Stack>
    </Paper>
  )
}

function toHeading({ kind, state }: OperationAnswer): string {
  if (state === 'done' || state === 'failed' || state === 'cancelled') return m.tasks[state](toTaskLabel(kind))
  if (state === 'running') return toTaskDoing(kind)
  return `${toTaskLabel(kind)}: ${m.tasks.states[state].toLowerCase()}`
}

function TaskIcon({ state }: { readonly state: OperationAnswer['state'] }) {
  if (state === 'done') return <IconCircleCheck color="var(--go-ink)" aria-hidden="true" />
  if (state === 'failed') return <IconAlertCircle color="var(--stop-ink)" aria-hidden="true" />
  if (state === 'cancelled') return <IconArrowBackUp aria-hidden="true" />
  return <Loader size={20} aria-hidden="true" />
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
