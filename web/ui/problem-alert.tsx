import { Button } from '@mantine/core'
import { ApiProblem, toMessage } from '../api/problem.ts'
import { m } from '../i18n/messages.ts'
import { Note } from './note.tsx'

interface ProblemAlertProps {
  readonly error: unknown
  readonly title?: string
  readonly onRetry?: () => void
}

/** Says what went wrong, in the server's own words. Shows nothing without an error. */
export function ProblemAlert({ error, title = m.problem.title, onRetry }: ProblemAlertProps) {
  if (!error) return null
  const errorId = error instanceof ApiProblem ? error.errorId : null
  return (
    <Note tone="stop" title={title} urgent>
      <span>{toMessage(error)}</span>
      {errorId && <span>{m.problem.errorId(errorId)}</span>}
      {onRetry && (
        <Button size="xs" variant="default" mt={4} onClick={onRetry}>
          {m.common.retry}
        </Button>
      )}
    </Note>
  )
}
