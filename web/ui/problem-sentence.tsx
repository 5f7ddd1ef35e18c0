import { ApiProblem, toMessage } from '../api/problem.ts'
import { m } from '../i18n/messages.ts'
import { formatClock } from './format-time.ts'
import { ServerWords } from './server-words.tsx'

/** What to tell about whatever was thrown, in the language of the page, or marked as the one that it is in. */
export function ProblemSentence({ error }: { readonly error: unknown }) {
  const busy = error instanceof ApiProblem ? toBusySentence(error) : null
  if (busy !== null) return <span>{busy}</span>
  const message = toMessage(error)
  return isFromServer(error) ? <ServerWords>{message}</ServerWords> : <span>{message}</span>
}

const isFromServer = (error: unknown): boolean => error instanceof ApiProblem && error.lang !== undefined

const kinds: Readonly<Record<string, { readonly label: string }>> = m.kinds

/** Who does what, and since when, by the reader's own clock. */
function toBusySentence({ doing }: ApiProblem): string | null {
  if (doing === null || doing === undefined) return null
  const { label } = kinds[doing.kind] ?? m.kinds.other
  return m.tasks.busy(label, doing.by === 'server' ? m.common.server : doing.by, formatClock(doing.since))
}
