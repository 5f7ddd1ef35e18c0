import { ApiProblem } from '../api/problem.ts'

/** What the server found wrong, by field of the form. Fields that the server did not mention are absent. */
export const toIssues = (error: unknown): Record<string, string> =>
  error instanceof ApiProblem ? Object.fromEntries(error.issues.map(({ path, message }) => [path, message])) : {}
