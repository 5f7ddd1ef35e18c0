import { Box } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import type { OperationAnswer } from '../../../src/api/contract/operation.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { useIsTouch } from '../../ui/use-is-touch.ts'
import { DeployedNote } from '../deployments/deployed-note.tsx'
import { FolderChoice } from '../deployments/folder-choice.tsx'
import { LabelsAndNotes } from '../labels/labels-and-notes.tsx'
import { FormerNames } from '../naming/former-names.tsx'
import { ParticipantsHere } from '../playing/participants-now.tsx'
import { type ShowTask, ShowTaskProvider } from '../tasks/show-task.tsx'
import { TaskLine } from '../tasks/task-line.tsx'
import { TaskPanel } from '../tasks/task-panel.tsx'
import { useWatched } from '../tasks/watched.tsx'
import { UploadProvider } from '../uploads/upload-context.tsx'
import { mayUpload, Uploads } from '../uploads/uploads.tsx'
import { type Uploading, useUpload } from '../uploads/use-upload.ts'
import { InstanceActions } from './instance-actions.tsx'
import { InstanceProblem, toNextStep } from './instance-notes.tsx'
import { InstanceTabs } from './instance-tabs.tsx'
import { StateBadge } from './state-badge.tsx'

/** Header with state and next thing to do, the task under way, and the sections. */
export function InstanceView({ instance }: { readonly instance: InstanceDetail }) {
  // Of tasks that others began assistants get to know that there is one, no more.
  const { task, show, hide } = useShownTask(instance.relation === 'assistant' ? null : (instance.operation?.id ?? null))
  const uploading = useUpload(instance, show)
  useWatched(instance.name, show)
  return (
    <InstanceProviders show={show} uploading={uploading}>
      <PageHeader
        title={instance.name}
        mark={
          <>
            <StateBadge state={instance.state} />
            <ParticipantsHere instance={instance} />
          </>
        }
        text={toNextStep(instance, useIsTouch())}
        actions={<InstanceActions instance={instance} />}
      />
      <LabelsAndNotes instance={instance} />
      <FormerNames instance={instance} />
      {mayUpload(instance) && <Uploads instance={instance} />}
      {instance.relation === 'assistant' && instance.operation && (
        <Box mb="lg">
          <TaskLine operation={instance.operation} isReadable={false} />
        </Box>
      )}
      {task && <TaskPanel key={task} operationId={task} onDismiss={hide} toResult={(operation) => toResult(operation, instance)} />}
      {!instance.operation && <InstanceProblem instance={instance} />}
      <InstanceTabs instance={instance} />
    </InstanceProviders>
  )
}

interface InstanceProvidersProps {
  readonly show: ShowTask
  readonly uploading: Uploading
  readonly children: React.ReactNode
}

const InstanceProviders = ({ show, uploading, children }: InstanceProvidersProps) => (
  <ShowTaskProvider value={show}>
    <UploadProvider value={uploading}>{children}</UploadProvider>
  </ShowTaskProvider>
)

function toResult(operation: OperationAnswer, instance: InstanceDetail): React.ReactNode {
  if (operation.kind !== 'deploy-instance') return null
  return operation.state === 'done' ? <DeployedNote instance={instance} /> : <FolderChoice instance={instance} operation={operation} />
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
