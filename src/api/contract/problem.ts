import { z } from 'zod'
import { errorCodes } from '../../domain/error.ts'
import { operationKind } from './operation.ts'
import { time } from './page.ts'
import { playing } from './playing.ts'

/** Every answer from 400 on: `application/problem+json`. `detail` is for people: what happened, to which thing, the next step. */
export const problem = z.object({
  code: z.enum(errorCodes),
  status: z.number().int(),
  detail: z.string(),
  /** The operation that stands in the way or failed. */
  operationId: z.string().optional(),
  /** With `busy`: what is being done by that operation, by whom (a username, or `server`), since when. */
  doing: z.object({ kind: operationKind, by: z.string(), since: time }).optional(),
  /** With `internal`: under this id the manager's log says more. */
  errorId: z.string().optional(),
  /** With `invalid_input`: what is wrong with which field of the body, e.g. `{ path: 'email', message: '…' }`. */
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** With `playing` and `study_open`: who would be disturbed at this moment. */
  playing: playing.optional(),
  /** With `study_open`: until when. */
  openUntil: time.optional(),
  /** With too many attempts to sign in: how long to wait. */
  retryAfterSeconds: z.number().int().optional(),
})
export type Problem = z.infer<typeof problem>
