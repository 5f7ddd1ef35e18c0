import { ApiProblem } from '../api/problem.ts'
import { toServerWords } from './server-words.tsx'

/** What the server found wrong, by field of the form. Fields that the server did not mention are absent. */
export const toIssues = (error: unknown): Record<string, React.ReactNode> =>
  error instanceof ApiProblem ? Object.fromEntries(error.issues.map(({ path, message }) => [path, toServerWords(message)])) : {}
