import { ApiProblem, toMessage } from '../api/problem.ts'

/** What to tell about whatever was thrown, marked as the language that it is in. */
export const ProblemSentence = ({ error }: { readonly error: unknown }) => (
  <span lang={error instanceof ApiProblem ? error.lang : undefined}>{toMessage(error)}</span>
)
