import { ApiProblem } from '../../api/problem.ts'
import { type Disturbed, toDisturbed } from './to-disturbed.ts'

const codes: ReadonlySet<string> = new Set(['playing', 'study_open'])

/** Whether the server has refused something because it disturbs people who play, or a study that is open: said once more, it is meant. */
export const isProtection = (problem: unknown): boolean => problem instanceof ApiProblem && codes.has(problem.code)

/** Whom or what such a refusal protects; null: it is another one. */
export function toProtected(problem: unknown): Disturbed | null {
  if (!(problem instanceof ApiProblem) || !isProtection(problem)) return null
  if (problem.code === 'playing') return 'people'
  return problem.playing && toDisturbed({ playing: problem.playing, openUntil: null }) ? 'both' : 'study'
}
