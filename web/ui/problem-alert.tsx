import { Button } from '@mantine/core'
import { outdatedCode } from '../api/load-part.ts'
import { ApiProblem } from '../api/problem.ts'
import { m } from '../i18n/messages.ts'
import { Note } from './note.tsx'
import { ProblemSentence } from './problem-sentence.tsx'
import { findReason } from './reason.tsx'
import { ReloadButton } from './reload-button.tsx'

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
      <WayOn isOutdated={isOutdated(error)} onRetry={onRetry} />
    </Note>
  )
}

interface WayOnProps {
  readonly isOutdated: boolean
  readonly onRetry: (() => void) | undefined
}

/** Of what is gone with an update a page from before has no other try. */
function WayOn({ isOutdated, onRetry }: WayOnProps) {
  if (isOutdated) return <ReloadButton size="xs" mt={4} />
  if (!onRetry) return null
  return (
    <Button size="xs" variant="default" mt={4} onClick={onRetry}>
      {m.common.retry}
    </Button>
  )
}

const isOutdated = (error: unknown): boolean => error instanceof ApiProblem && error.code === outdatedCode

/** What this page says itself needs no few words above it. */
function toTitle(error: unknown): string {
  if (isOutdated(error)) return m.problem.outdatedTitle
  return (error instanceof ApiProblem && error.lang !== undefined && findReason(error.code)) || m.problem.title
}
