import { List, Text } from '@mantine/core'
import type { DeploymentAnswer } from '../../../src/api/contract/deployment.ts'
import { m } from '../../i18n/messages.ts'
import { ServerWords } from '../../ui/server-words.tsx'
import { StatusWord } from '../../ui/status-word.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { TaskLogDisclosure } from '../tasks/task-log-disclosure.tsx'
import { CommitName } from './commit-name.tsx'
import classes from './deployment-entry.module.css'

const tones = { building: 'move', active: 'go', superseded: 'rest', failed: 'stop' } as const

/** One version of the code: which, who brought it, when, what came of it. */
export function DeploymentEntry({ deployment }: { readonly deployment: DeploymentAnswer }) {
  const { commit, subject, state, by, createdAt, failure, warnings, operationId } = deployment
  return (
    <li className={classes.entry}>
      <div className={classes.head}>
        <span className={classes.commit}>
          <CommitName commit={commit} subject={subject} />
        </span>
        <StatusWord tone={tones[state]}>{m.code.states[state]}</StatusWord>
      </div>
      <Text c="dimmed" fz="sm">
        {by === 'server' ? m.common.server : by}, <TimeAgo iso={createdAt} />
      </Text>
      {failure && (
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
      <TaskLogDisclosure operationId={operationId} />
    </li>
  )
}
