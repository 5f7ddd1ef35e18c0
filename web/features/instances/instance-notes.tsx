import { Box, Stack } from '@mantine/core'
import type { DeploymentAnswer } from '../../../src/api/contract/deployment.ts'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { Note } from '../../ui/note.tsx'
import { ServerWords } from '../../ui/server-words.tsx'
import { DeployAgain } from '../deployments/deploy-again.tsx'
import { isFailedOfWhatRuns } from '../deployments/failed-of-what-runs.ts'
import { wasCancelled } from '../deployments/was-cancelled.ts'
import { isBeingPurged } from '../naming/is-purged.ts'

interface FailedAfterProps extends NoteProps {
  readonly deployment: DeploymentAnswer
}

/** The newest deployment failed, or was cancelled, and what ran before runs on. */
function FailedAfter({ instance, deployment }: FailedAfterProps) {
  const same = isFailedOfWhatRuns(deployment, instance)
  const cancelled = wasCancelled(deployment)
  const [again, after] = cancelled
    ? [m.instance.cancelledAgain, m.instance.cancelledAfter]
    : [m.instance.failedAgain, m.instance.failedAfter]
  return (
    <Note tone={cancelled ? 'move' : 'wait'} title={same ? again : after}>
      {!cancelled && <ServerWords>{deployment.failure}</ServerWords>}
      {same && (
        <Box mt={6}>
          <DeployAgain instance={instance} />
        </Box>
      )}
    </Note>
  )
}

interface NoteProps {
  readonly instance: InstanceDetail
}

/** What the state means for the reader, and what to do next; null for an instance in use. `isTouch`: nothing can be dropped. */
export function toNextStep(instance: InstanceDetail, isTouch: boolean): string | null {
  const { state, operation, lastDeployment, allowedActions, relation, owner } = instance
  if (state === 'ready') return null
  if (isBeingPurged(instance)) return m.naming.purging
  if (instance.partlyDeleted) return allowedActions.includes('instance.purge') ? m.instance.partlyDeletedSuper : m.instance.partlyDeleted
  if (relation === 'assistant' && isOf(m.helpers.next, state)) return m.helpers.next[state](owner)
  if (state === 'ready-for-deployment' && operation) return operation.kind === 'deploy-instance' ? m.instance.firstBuild : m.instance.busy
  if (state === 'ready-for-deployment' && lastDeployment?.state === 'failed') {
    return wasCancelled(lastDeployment) ? m.instance.cancelledFirst : m.instance.failedFirst
  }
  if (state === 'trashed' && allowedActions.includes('instance.restore')) return m.instance.next.trashedSuper
  if (state === 'ready-for-deployment' && isTouch) return m.instance.nextTouch
  return m.instance.next[state]
}

const isOf = <T extends object>(texts: T, key: PropertyKey): key is keyof T => key in texts

/** What is wrong or doubtful, in the server's own sentences. */
export function InstanceProblem({ instance }: NoteProps) {
  const { state, failure, lastDeployment, activeDeployment, name } = instance
  // What was said of the running version stands at its deployment.
  const warnings = instance.warnings.filter((warning) => !activeDeployment?.warnings.includes(warning))
  if (state === 'trashed' || instance.relation === 'assistant') return null
  const failedAfter = lastDeployment?.state === 'failed' && state !== 'ready-for-deployment' && state !== 'failed'
  if (!failure && !failedAfter && warnings.length === 0) return null
  return (
    <Stack gap="sm" mb="lg">
      {failure && (
        <Note tone="stop" title={m.instance.failedTitle}>
          <ServerWords>{failure}</ServerWords>
        </Note>
      )}
      {failedAfter && <FailedAfter instance={instance} deployment={lastDeployment} />}
      {warnings.map((warning) => (
        <Note key={name + warning} tone="move">
          <ServerWords>{warning}</ServerWords>
        </Note>
      ))}
    </Stack>
  )
}
