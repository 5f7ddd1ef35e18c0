import { useCallback, useEffect, useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ShowTaskProvider } from '../tasks/show-task.tsx'
import { TaskPanel } from '../tasks/task-panel.tsx'
import { InstanceActions } from './instance-actions.tsx'
import { InstanceProblem, toNextStep } from './instance-notes.tsx'
import { InstanceTabs } from './instance-tabs.tsx'
import { StateBadge } from './state-badge.tsx'

/** Header with state and next thing to do, the task under way, and the sections. */
export function InstanceView({ instance }: { readonly instance: InstanceDetail }) {
  const { task, show, hide } = useShownTask(instance.operation?.id ?? null)
  return (
    <ShowTaskProvider value={show}>
      <PageHeader
        title={instance.name}
        mark={<StateBadge state={instance.state} />}
        text={toNextStep(instance)}
        actions={<InstanceActions instance={instance} />}
      />
      {task && <TaskPanel key={task} operationId={task} onDismiss={hide} />}
      {!instance.operation && <InstanceProblem instance={instance} />}
      <InstanceTabs instance={instance} />
    </ShowTaskProvider>
  )
}

interface ShownTask {
  readonly task: string | null
  readonly show: (id: string) => void
  readonly hide: () => void
}

/** The task under way; after its end it stays, with how it ended, until it is hidden. */
function useShownTask(running: string | null): ShownTask {
  const [shown, setShown] = useState(running)
  useEffect(() => {
    if (running) setShown(running)
  }, [running])
  const show = useCallback((id: string) => setShown(id), [])
  return { task: running ?? shown, show, hide: () => setShown(null) }
}
