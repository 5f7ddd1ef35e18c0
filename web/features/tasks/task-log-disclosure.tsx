import { Button } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { m } from '../../i18n/messages.ts'
import { TaskLog } from './task-log.tsx'

/** A task's log, shown when it is asked for. */
export function TaskLogDisclosure({ operationId, initially = false }: { readonly operationId: string; readonly initially?: boolean }) {
  const [shown, setShown] = useState(initially)
  const id = useId()
  const Icon = shown ? IconChevronDown : IconChevronRight
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        ml={-8}
        leftSection={<Icon size={16} aria-hidden="true" />}
        aria-expanded={shown}
        aria-controls={id}
        onClick={() => setShown(!shown)}
        mb={shown ? 'xs' : 0}
      >
        {shown ? m.tasks.hideLog : m.tasks.showLog}
      </Button>
      <div id={id}>{shown && <TaskLog operationId={operationId} />}</div>
    </div>
  )
}
