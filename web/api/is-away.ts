import { ApiProblem } from './problem.ts'

/** Whether the manager was not there to answer, so that asking again helps: nothing answered, or the gateway before it did. */
export const isAway = (error: unknown): boolean => error instanceof ApiProblem && away.has(error.code)

const away: ReadonlySet<string> = new Set(['unreachable', 'manager-away'])
