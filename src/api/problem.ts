import { isManagerError, ManagerError } from '../domain/error.ts'
import { newId } from '../lib/ids.ts'
import type { Logger } from '../lib/logger.ts'
import { type Problem, problem } from './contract/problem.ts'
import { httpStatus } from './http-status.ts'

/** What went wrong, for whoever asked. What is not on the list of codes is `internal`: it is logged under an id, and only the id is told. */
export function toProblem(error: unknown, logger: Logger): Problem {
  const known = toManagerError(error)
  if (known) return toAnswer(known)
  const errorId = newId('e', 8)
  logger.error({ errorId, err: error }, 'A request failed for a reason that is not on the list')
  const detail = `Something went wrong that should not. The manager's log says more under ${errorId}.`
  return { code: 'internal', status: 500, detail, errorId }
}

function toAnswer(known: ManagerError): Problem {
  const { code, message, facts } = known
  const { operationId, retryAfterSeconds, issues, playing, openUntil } = facts
  return {
    code,
    status: httpStatus[code],
    detail: message,
    ...(typeof operationId === 'string' ? { operationId } : {}),
    ...toDoing(known.facts),
    ...(typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {}),
    ...(Array.isArray(issues) ? { issues } : {}),
    ...(code === 'playing' || code === 'study_open' ? { playing: playing as NonNullable<Problem['playing']> } : {}),
    ...(typeof openUntil === 'string' ? { openUntil } : {}),
  }
}

/** Whoever is told that it is busy may do the same to the instance, so they may know who does. */
function toDoing({ kind, by, since }: ManagerError['facts']): Pick<Problem, 'doing'> {
  const doing = problem.shape.doing.safeParse({ kind, by, since })
  return doing.success && doing.data ? { doing: doing.data } : {}
}

/** Fastify's own refusals in our words. */
function toManagerError(error: unknown): ManagerError | undefined {
  if (isManagerError(error)) return error
  if (!(error instanceof Error)) return undefined
  const { statusCode } = error as { statusCode?: number }
  if (statusCode === 413) return new ManagerError('too_large', 'The request is larger than this address takes.')
  if (statusCode === 415) return new ManagerError('invalid_input', 'This kind of content is not understood here. Send application/json.')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new ManagerError('invalid_input', `The request cannot be understood: ${error.message}`)
  }
  return undefined
}

/** What is wrong with one field of a request; `path` is empty where it is the whole. */
export type Issue = NonNullable<Problem['issues']>[number]

/** That a request does not fit its schemas. */
export function toMisfit(issues: readonly Issue[]): ManagerError {
  const detail = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ')
  return new ManagerError('invalid_input', `The request does not fit: ${detail}`, { issues })
}
