import { List, Text } from '@mantine/core'
import type { ListedDeployment } from '../../../src/api/contract/deployment.ts'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { formatDuration } from '../../ui/format-time.ts'
import { ServerWords } from '../../ui/server-words.tsx'
import { StatusWord } from '../../ui/status-word.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { TaskLogDisclosure } from '../tasks/task-log-disclosure.tsx'
import { BringBack } from './bring-back.tsx'
import { CommitName } from './commit-name.tsx'
import { DeployAgain } from './deploy-again.tsx'
import classes from './deployment-entry.module.css'
import { wasCancelled } from './was-cancelled.ts'

const tones = { building: 'move', active: 'go', superseded: 'rest', failed: 'stop' } as const

interface DeploymentEntryProps {
  readonly instance: InstanceDetail
  readonly deployment: ListedDeployment
}

/** One version of the code: which, who brought it, when, how long it took, with what it runs, what came of it; its log, and the way back to it. */
export function DeploymentEntry({ instance, deployment }: DeploymentEntryProps) {
  const cancelled = wasCancelled(deployment)
  const { id, commit, subject, state, failure, warnings, operationId, bringsBack, kept } = deployment
  return (
    <li className={classes.entry}>
      <div className={classes.head}>
        <span className={classes.commit}>
          <CommitName commit={commit} subject={subject} />
        </span>
        <StatusWord tone={cancelled ? 'rest' : tones[state]}>{cancelled ? m.code.cancelled : m.code.states[state]}</StatusWord>
      </div>
      <Facts deployment={deployment} />
      {bringsBack && (
        <Text c="dimmed" fz="sm">
          {m.code.broughtBack}
        </Text>
      )}
      {failure && !cancelled && (
        <Text className={classes.failure}>
          <ServerWords>{failure}</ServerWords>
        </Text>
      )}
      {warnings.length > 0 && (
        <List className={classes.warnings} aria-label={m.code.warnings}>
          {warnings.map((warning) => (
            <List.Item key={warning}>
              <ServerWords>{warning}</ServerWords>
            </List.Item>
          ))}
        </List>
      )}
      <TaskLogDisclosure operationId={operationId}>
        {id === instance.activeDeployment?.id && <DeployAgain instance={instance} />}
        {kept && state === 'superseded' && <BringBack instance={instance} deployment={deployment} />}
      </TaskLogDisclosure>
    </li>
  )
}

/** Who, when, how long, with what. */
function Facts({ deployment }: Pick<DeploymentEntryProps, 'deployment'>) {
  const { by, createdAt, startedAt, finishedAt, otreeVersion, pythonVersion } = deployment
  const facts = [
    startedAt && finishedAt ? m.tasks.took(formatDuration(startedAt, finishedAt)) : null,
    otreeVersion && `oTree ${otreeVersion}`,
    pythonVersion && `Python ${pythonVersion}`,
  ]
  return (
    <Text c="dimmed" fz="sm">
      {by === 'server' ? m.common.server : by}, <TimeAgo iso={createdAt} />
      {facts.map((fact) => fact && ` · ${fact}`)}
    </Text>
  )
}
