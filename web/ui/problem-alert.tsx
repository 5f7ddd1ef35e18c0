import { Button } from '@mantine/core'
import { ApiProblem } from '../api/problem.ts'
import { m } from '../i18n/messages.ts'
import { Note } from './note.tsx'
import { ProblemSentence } from './problem-sentence.tsx'
import { findReason } from './reason.tsx'

interface ProblemAlertProps {
  readonly error: unknown
  readonly title?: string
  readonly onRetry?: () => void
}

/** Says what went wrong: in a few words, unless there is a better title, then in the server's own sentence. Shows nothing without an error. */
export function ProblemAlert({ error, title, onRetry }: ProblemAlertProps) {
  if (!error) return null
  const errorId = error instanceof ApiProblem ? error.errorId : null
  return (
    <Note tone="stop" title={title ?? toTitle(error)} urgent>
      <ProblemSentence error={error} />
      {errorId && <span>{m.problem.errorId(errorId)}</span>}
      {onRetry && (
        <Button size="xs" variant="default" mt={4} onClick={onRetry}>
          {m.common.retry}
        </Button>
      )}
    </Note>
  )
}

/** What this page says itself needs no few words above it. */
const toTitle = (error: unknown): string =>
  (error instanceof ApiProblem && error.lang !== undefined && findReason(error.code)) || m.problem.title
