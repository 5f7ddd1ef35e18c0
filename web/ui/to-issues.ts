import type { UseFormReturnType } from '@mantine/form'
import { ApiProblem } from '../api/problem.ts'
import { toServerWords } from './server-words.tsx'

/** What the server found wrong, by field of the form. Fields that the server did not mention are absent. */
export const toIssues = (error: unknown): Record<string, React.ReactNode> =>
  error instanceof ApiProblem ? Object.fromEntries(error.issues.map(({ path, message }) => [path, toServerWords(message)])) : {}

type Issues = ReturnType<typeof toIssues>

/** Puts what the server found wrong at the fields, and leads to the first of them. */
export function showIssues<Values>(form: Pick<UseFormReturnType<Values>, 'setErrors' | 'getInputNode'>, issues: Issues): void {
  form.setErrors(issues)
  const [first] = Object.entries(issues).find(([, complaint]) => complaint !== undefined) ?? []
  if (first !== undefined) form.getInputNode(first as never)?.focus()
}

/** The same with what the server says of the form's fields. */
export const showProblem = <Values>(form: Parameters<typeof showIssues<Values>>[0], problem: unknown): void =>
  showIssues(form, toIssues(problem))

/** Whether all that the server found wrong is about these fields of the form. */
export const isSaidAtFields = (error: unknown, fields: readonly string[]): boolean =>
  error instanceof ApiProblem && error.issues.length > 0 && error.issues.every(({ path }) => fields.includes(path))
