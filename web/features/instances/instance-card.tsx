import { memo } from 'react'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { DeployedWhen } from '../dashboard/deployed-when.tsx'
import { InstanceAddress } from '../dashboard/instance-address.tsx'
import { InstanceLink } from '../dashboard/instance-link.tsx'
import { isShared } from '../helpers/to-members.ts'
import { LabelChips } from '../labels/label-chips.tsx'
import { GoneWhen } from '../naming/gone-when.tsx'
import { ParticipantsNow } from '../playing/participants-now.tsx'
import { TaskLine } from '../tasks/task-line.tsx'
import classes from './instance-card.module.css'
import { InstanceProblem } from './instance-problem.tsx'
import { StateBadge } from './state-badge.tsx'

/** One instance on the dashboard; all of it leads to its page. It is drawn anew only when this very instance has changed. */
export const InstanceCard = memo(function InstanceCard({ instance }: { readonly instance: InstanceSummary }) {
  const { name, state, operation, relation, labels } = instance
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <h2 className={classes.name}>
          <InstanceLink name={name} className={classes.link} />
        </h2>
        <StateBadge state={state} />
      </div>
      <InstanceAddress instance={instance} />
      <LabelChips labels={labels} />
      <Facts instance={instance} />
      <ParticipantsNow instance={instance} />
      <GoneWhen instance={instance} />
      <InstanceProblem instance={instance} />
      {operation && <TaskLine operation={operation} isReadable={relation !== 'assistant'} />}
    </li>
  )
})

function Facts({ instance }: { readonly instance: InstanceSummary }) {
  const { owner, relation } = instance
  return (
    <dl className={classes.facts}>
      <dt>{isShared(instance) ? m.helpers.sharedBy : m.instance.owner}</dt>
      <dd>{owner}</dd>
      {isShared(instance) && (
        <>
          <dt>{m.helpers.yourRole}</dt>
          <dd>{m.helpers.roles[instance.relation]}</dd>
        </>
      )}
      {relation !== 'assistant' && (
        <>
          <dt>{m.dashboard.deployed}</dt>
          <dd>
            <DeployedWhen instance={instance} />
          </dd>
        </>
      )}
    </dl>
  )
}
