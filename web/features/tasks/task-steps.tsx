import { Loader, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { OperationAnswer } from '../../../src/api/contract/operation.ts'
import { m } from '../../i18n/messages.ts'
import { formatDuration } from '../../ui/format-time.ts'
import { StepTitle } from './step-title.tsx'
import classes from './task-steps.module.css'

type Step = OperationAnswer['steps'][number]

/** The steps of a task, each with how it went. */
export function TaskSteps({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ol className={classes.steps} aria-label={m.tasks.steps}>
      {steps.map((step) => (
        <li key={step.startedAt + step.title} className={classes.step} data-state={step.state}>
          <StepIcon state={step.state} />
          <StepTitle title={step.title} />
          <VisuallyHidden>{m.tasks.stepStates[step.state]}</VisuallyHidden>
          {step.finishedAt && <span className={classes.time}>{formatDuration(step.startedAt, step.finishedAt)}</span>}
        </li>
      ))}
    </ol>
  )
}

function StepIcon({ state }: { readonly state: Step['state'] }) {
  if (state === 'running') return <Loader size={16} aria-hidden="true" />
  const Icon = state === 'done' ? IconCheck : IconX
  return <Icon size={18} stroke={2.2} aria-hidden="true" className={classes.icon} />
}
