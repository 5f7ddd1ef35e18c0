import { ProblemAlert } from './problem-alert.tsx'
import { isSaidAtFields } from './to-issues.ts'

interface FormProblemProps {
  readonly error: unknown
  /** Where the form shows what is wrong: paths of the server's complaints. */
  readonly fields: readonly string[]
}

/** Says what went wrong with a form, unless each complaint stands at its field already. */
export const FormProblem = ({ error, fields }: FormProblemProps) => (isSaidAtFields(error, fields) ? null : <ProblemAlert error={error} />)
