import { Paper, Text } from '@mantine/core'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { CommitName } from './commit-name.tsx'
import classes from './running-commit.module.css'

/** The version that serves visitors: whose work, what it is called, since when; nothing before the first. */
export function RunningCommit({ instance: { activeDeployment } }: { readonly instance: InstanceDetail }) {
  if (activeDeployment === null) return null
  const { commit, subject, author, committedAt, by, activeAt, createdAt } = activeDeployment
  return (
    <Paper className={classes.running} withBorder>
      <Text fz="sm" c="dimmed">
        {m.code.commit}
      </Text>
      <Text fw={600} className={classes.name}>
        <CommitName commit={commit} subject={subject} />
      </Text>
      <Text fz="sm" c="dimmed">
        {m.code.runningBy(author)}, <TimeAgo iso={committedAt} /> · {m.code.deployedBy(by)}, <TimeAgo iso={activeAt ?? createdAt} />
      </Text>
    </Paper>
  )
}
