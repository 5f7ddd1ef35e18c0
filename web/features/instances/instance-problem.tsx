import { IconAlertTriangle } from '@tabler/icons-react'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import { m } from '../../i18n/messages.ts'
import { toServerWords } from '../../ui/server-words.tsx'
import classes from './instance-problem.module.css'

/** Why an instance does not run, as far as whoever looks may know; nothing where all is well or something is being done about it. */
export function InstanceProblem({ instance }: { readonly instance: InstanceSummary }) {
  const { state, failure, operation, relation, owner } = instance
  if (operation || state === 'trashed' || failure === null) return null
  return (
    <p className={classes.problem}>
      <IconAlertTriangle size={16} aria-hidden="true" />
      <span>{relation === 'assistant' ? m.helpers.next.failed(owner) : toServerWords(failure)}</span>
    </p>
  )
}
