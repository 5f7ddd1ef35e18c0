import { Button, Group } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { TaskLog } from './task-log.tsx'

interface TaskLogDisclosureProps {
  readonly operationId: string
  readonly initially?: boolean
  /** Other buttons beside the one for the log. */
  readonly children?: React.ReactNode
}

/** A task's log, shown when it is asked for. */
export function TaskLogDisclosure({ operationId, initially = false, children }: TaskLogDisclosureProps) {
  const [shown, setShown] = useState(initially)
  const id = useId()
  const Icon = shown ? IconChevronDown : IconChevronRight
  return (
    <div>
      <Group gap="xs" align="flex-start" mb={shown ? 'xs' : 0}>
        <Button
          variant="subtle"
          size="compact-sm"
          ml={-8}
          leftSection={<Icon size={16} aria-hidden="true" />}
          aria-expanded={shown}
          aria-controls={id}
          onClick={() => setShown(!shown)}
        >
          {shown ? m.tasks.hideLog : m.tasks.showLog}
        </Button>
        {children}
      </Group>
      <div id={id}>{shown && <TaskLog operationId={operationId} />}</div>
    </div>
  )
}
