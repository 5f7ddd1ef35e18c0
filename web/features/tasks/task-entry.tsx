import { Button, Paper, Stack, Text } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { OperationAnswer } from '../../../src/api/contract/operation.ts'
import { m } from '../../i18n/messages.ts'
import { formatDuration } from '../../ui/format-time.ts'
import { Reason } from '../../ui/reason.tsx'
import { StatusWord } from '../../ui/status-word.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './task-entry.module.css'
import { TaskLogDisclosure } from './task-log-disclosure.tsx'
import { TaskSteps } from './task-steps.tsx'
import { toTaskLabel } from './task-words.ts'

const tones = { queued: 'move', running: 'move', undoing: 'move', done: 'go', failed: 'stop', cancelled: 'rest' } as const

/** One task of the past or present: what, who, when, how it ended; steps and log on demand. */
export function TaskEntry({ operation }: { readonly operation: OperationAnswer }) {
  const { id, kind, state, by, createdAt, startedAt, finishedAt, error } = operation
  const [shown, setShown] = useState(false)
  const panel = useId()
  const Icon = shown ? IconChevronDown : IconChevronRight
  return (
    <Paper component="li" className={classes.entry}>
      <div className={classes.head}>
        <Button
          variant="transparent"
          className={classes.title}
          leftSection={<Icon size={16} aria-hidden="true" />}
          aria-expanded={shown}
          aria-controls={panel}
          onClick={() => setShown(!shown)}
        >
          {toTaskLabel(kind)}
        </Button>
        <StatusWord tone={tones[state]}>{m.tasks.states[state]}</StatusWord>
        <Text c="dimmed" fz="sm" className={classes.when}>
          {by === 'server' ? m.common.server : by}, <TimeAgo iso={createdAt} />
          {startedAt && finishedAt && `, ${m.tasks.took(formatDuration(startedAt, finishedAt))}`}
        </Text>
      </div>
      {error && (
        <Text className={classes.error}>
          <Reason error={error} />
        </Text>
      )}
      <div id={panel}>
        {shown && (
          <Stack gap="sm" className={classes.details}>
            <TaskSteps operation={operation} />
            <TaskLogDisclosure operationId={id} />
          </Stack>
        )}
      </div>
    </Paper>
  )
}
