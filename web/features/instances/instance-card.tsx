import { Paper, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { toServerWords } from '../../ui/server-words.tsx'
import { isShared } from '../helpers/to-members.ts'
import { TaskLine } from '../tasks/task-line.tsx'
import classes from './instance-card.module.css'
import { StateBadge } from './state-badge.tsx'

/** One instance on the dashboard; all of it leads to its page. */
export function InstanceCard({ instance }: { readonly instance: InstanceSummary }) {
  const { name, owner, state, url, operation } = instance
  return (
    <Paper component="li" className={classes.card}>
      <div className={classes.head}>
        <Title order={2} className={classes.name}>
          <Link to="/instances/$name" params={{ name }} className={classes.link}>
            {name}
          </Link>
        </Title>
        <StateBadge state={state} />
      </div>
      <dl className={classes.facts}>
        <dt>{isShared(instance) ? m.helpers.sharedBy : m.instance.owner}</dt>
        <dd>{owner}</dd>
        {isShared(instance) && (
          <>
            <dt>{m.helpers.yourRole}</dt>
            <dd>{m.helpers.roles[instance.relation]}</dd>
          </>
        )}
        <dt>{m.instances.address}</dt>
        <dd>
          {state === 'ready' || state === 'asleep' ? (
            <a href={url} target="_blank" rel="noopener noreferrer" className={classes.address}>
              {toShortAddress(url)}
            </a>
          ) : (
            toShortAddress(url)
          )}
        </dd>
      </dl>
      <CardNote instance={instance} />
      {operation && <TaskLine operation={operation} isReadable={instance.relation !== 'assistant'} />}
    </Paper>
  )
}

const toShortAddress = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '')

function CardNote({ instance }: { readonly instance: InstanceSummary }) {
  const { state, failure, lastDeployment, operation, relation, owner } = instance
  if (operation) return null
  const refused = lastDeployment?.state === 'failed' ? m.instances.failedDeployment : null
  const told = relation === 'assistant' ? m.helpers.next.failed(owner) : failure && toServerWords(failure)
  const problem = failure === null ? refused : told
  if (state === 'trashed' || problem === null) return null
  return (
    <p className={classes.problem}>
      <IconAlertTriangle size={16} aria-hidden="true" />
      <span>{problem}</span>
    </p>
  )
}
