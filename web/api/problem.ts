import type { Problem } from '../../src/api/contract/problem.ts'
import type { Language } from '../../src/domain/person.ts'
import { m } from '../i18n/messages.ts'

type Issue = NonNullable<Problem['issues']>[number]

interface ProblemFacts {
  readonly code: string
  readonly status: number
  readonly detail: string
  readonly errorId?: string | undefined
  readonly operationId?: string | undefined
  readonly doing?: Problem['doing']
  readonly playing?: Problem['playing']
  readonly issues?: readonly Issue[] | undefined
  readonly lang?: Language | undefined
}

/** What the server says, it says in this one. Pages of other languages translate what they know of it (`web/ui/server-words.tsx`). */
export const serverLanguage: Language = 'en'

/** What the server answered instead of doing what it was asked for. `message` is made for people. */
export class ApiProblem extends Error {
  /** One of the manager's codes, or `unreachable` / `interrupted` / `unreadable`. */
  readonly code: string
  readonly status: number
  readonly errorId: string | null
  /** The task that stands in the way. */
  readonly operationId: string | null
  /** What is being done by it, by whom, since when. */
  readonly doing: Problem['doing'] | null
  /** Who plays, where it would disturb them or a study that is open. */
  readonly playing: Problem['playing']
  readonly issues: readonly Issue[]
  /** The language of `message` and `issues` where the server said them, for `ServerWords`; undefined: this page did, in its own. */
  readonly lang: Language | undefined

  constructor(problem: ProblemFacts) {
    super(problem.detail)
    this.name = 'ApiProblem'
    this.code = problem.code
    this.status = problem.status
    this.errorId = problem.errorId ?? null
    this.operationId = problem.operationId ?? null
    this.doing = problem.doing ?? null
    this.playing = problem.playing
    this.issues = problem.issues ?? []
    this.lang = problem.lang
  }
}

export const unreachable = (): ApiProblem => new ApiProblem({ code: 'unreachable', status: 0, detail: m.problem.unreachable })

/** Understands an answer from 400 on, also one that is not the manager's (from a proxy, say). */
export function toProblem(status: number, body: unknown): ApiProblem {
  if (typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string' && 'code' in body) {
    return new ApiProblem({ ...(body as Problem), status, lang: serverLanguage })
  }
  if (status === 502 || status === 503 || status === 504) return unreachable()
  return new ApiProblem({ code: 'unreadable', status, detail: m.problem.unreadable })
}

/** What to tell about whatever was thrown. */
export const toMessage = (error: unknown): string => (error instanceof ApiProblem ? error.message : m.problem.unreadable)

export const isNotFound = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'not_found'
