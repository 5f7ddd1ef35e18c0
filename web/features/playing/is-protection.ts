import { ApiProblem } from '../../api/problem.ts'

const codes: ReadonlySet<string> = new Set(['playing', 'study_open'])

/** Whether the server has refused something because it disturbs people who play, or a study that is open: said once more, it is meant. */
export const isProtection = (problem: unknown): boolean => problem instanceof ApiProblem && codes.has(problem.code)
