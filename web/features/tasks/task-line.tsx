import { Loader } from '@mantine/core'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { StepTitle } from './step-title.tsx'
import classes from './task-line.module.css'
import { toCurrentStep, toTaskDoing } from './task-words.ts'
import { useOperation } from './use-operation.ts'

interface TaskLineProps {
  readonly operation: NonNullable<InstanceSummary['operation']>
  /** Whether this person may read more of it. */
  readonly isReadable: boolean
}

/** What is being done to an instance, in one line, with the step. */
export function TaskLine({ operation: { id, kind }, isReadable }: TaskLineProps) {
  const { data } = useOperation(isReadable ? id : null)
  const step = data ? toCurrentStep(data) : null
  return (
    <p className={classes.line}>
      <Loader size={14} aria-hidden="true" />
      <span>
        <strong>{toTaskDoing(kind)}</strong>
        {step && (
          <>
            {' · '}
            <StepTitle title={step} />
          </>
        )}
      </span>
    </p>
  )
}
