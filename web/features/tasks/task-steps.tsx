import { Loader, VisuallyHidden } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconX } from '@tabler/icons-react'
import type { OperationAnswer } from '../../../src/api/contract/operation.ts'
import { m } from '../../i18n/messages.ts'
import { formatDuration } from '../../ui/format-time.ts'
import { StepTitle } from './step-title.tsx'
import classes from './task-steps.module.css'

type Step = OperationAnswer['steps'][number]
type Ending = Step['state'] | 'cancelled'

/** What the server knows as failed did not go wrong where somebody cancelled the task. */
const toEnding = (step: Step, state: OperationAnswer['state']): Ending =>
  step.state === 'failed' && state === 'cancelled' ? 'cancelled' : step.state

/** The steps of a task, each with how it went. */
export function TaskSteps({ operation: { steps, state } }: { readonly operation: Pick<OperationAnswer, 'steps' | 'state'> }) {
  return (
    <ol className={classes.steps} aria-label={m.tasks.steps}>
      {steps.map((step) => (
        <li key={step.startedAt + step.title} className={classes.step} data-state={toEnding(step, state)}>
          <StepIcon ending={toEnding(step, state)} />
          <StepTitle title={step.title} />
          <VisuallyHidden>{m.tasks.stepStates[toEnding(step, state)]}</VisuallyHidden>
          {step.finishedAt && <span className={classes.time}>{formatDuration(step.startedAt, step.finishedAt)}</span>}
        </li>
      ))}
    </ol>
  )
}

const icons = { done: IconCheck, failed: IconX, cancelled: IconArrowBackUp } as const

function StepIcon({ ending }: { readonly ending: Ending }) {
  if (ending === 'running') return <Loader size={16} aria-hidden="true" />
  const Icon = icons[ending]
  return <Icon size={18} stroke={2.2} aria-hidden="true" className={classes.icon} />
}
