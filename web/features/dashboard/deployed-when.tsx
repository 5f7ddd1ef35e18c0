import { IconAlertTriangle, IconArrowBackUp, IconCheck, IconLoader } from '@tabler/icons-react'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { wasCancelled } from '../deployments/was-cancelled.ts'
import classes from './dashboard.module.css'

const results = {
  building: { Icon: IconLoader, tone: 'move' },
  failed: { Icon: IconAlertTriangle, tone: 'stop' },
  active: { Icon: IconCheck, tone: 'go' },
  superseded: { Icon: IconCheck, tone: 'go' },
} as const
const cancelled = { Icon: IconArrowBackUp, tone: 'rest' } as const

/** When code came last, who brought it, and what came of it. */
export function DeployedWhen({ instance: { lastDeployment } }: { readonly instance: Pick<InstanceSummary, 'lastDeployment'> }) {
  if (!lastDeployment) return <span className={classes.nothing}>{m.dashboard.notDeployed}</span>
  const { state, createdAt, by } = lastDeployment
  const isCancelled = wasCancelled(lastDeployment)
  const { Icon, tone } = isCancelled ? cancelled : results[state]
  return (
    <>
      <span className={classes.result} data-tone={tone}>
        <Icon size={15} stroke={2.25} aria-hidden="true" />
        {isCancelled ? m.dashboard.cancelled : m.dashboard.results[state]}
      </span>{' '}
      <TimeAgo iso={createdAt} /> {m.dashboard.by(by === 'server' ? m.common.server : by)}
    </>
  )
}
