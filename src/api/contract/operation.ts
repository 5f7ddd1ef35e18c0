import { z } from 'zod'
import { operationKinds } from '../../domain/operation.ts'
import { page, time } from './page.ts'

export const operationKind = z.enum(operationKinds)

export const operationState = z.enum(['queued', 'running', 'undoing', 'done', 'failed', 'cancelled'])

export const step = z.object({
  title: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  startedAt: time,
  finishedAt: time.nullable(),
})

/** A long action. It is over when `state` is `done`, `failed` or `cancelled`. Its log: `GET /operations/ID/log`. */
export const operation = z.object({
  id: z.string(),
  kind: operationKind,
  /** The instance's name. */
  instance: z.string(),
  /** Username of who asked, or `server`. */
  by: z.string(),
  state: operationState,
  /** false from the point of no return on. */
  cancellable: z.boolean(),
  steps: z.array(step),
  error: z
    .object({
      code: z.string(),
      detail: z.string(),
      /** `folders`: which folders could be deployed instead, by `folder` of `deployInstance`; `.` is the root. */
      facts: z.object({ folders: z.array(z.string()).optional() }).optional(),
    })
    .nullable(),
  createdAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  deadlineAt: time,
})
export type OperationAnswer = z.infer<typeof operation>

/** What every long action answers with, status 202. */
export const operationAccepted = z.object({ operation })
export type OperationAccepted = z.infer<typeof operationAccepted>

/** Null: it was done at once. */
export const operationIfAny = z.object({ operation: operation.nullable() })
export type OperationIfAny = z.infer<typeof operationIfAny>

export const operationList = page(operation)

export const operationQuery = z.object({
  instance: z.string().max(64).optional(),
  unfinished: z.stringbool().optional(),
  /** Only those that the caller began on a page, and whose end was not told to them yet. */
  untold: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})

/** Operations of the caller's own, whose end a page has told them. */
export const operationsTold = z.strictObject({ operations: z.array(z.string().max(40)).min(1).max(100) })

/** `from`: the byte to begin at, so that a broken connection goes on where it was. The answer streams until the operation ends. */
export const logQuery = z.object({ from: z.coerce.number().int().min(0).default(0) })
