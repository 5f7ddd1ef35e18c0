import { z } from 'zod'
import { page, pageQuery, time } from './page.ts'

export const auditEntry = z.object({
  id: z.number(),
  at: time,
  /** Username, `server` for the machine's own command line, null for somebody who is not signed in. */
  who: z.string().nullable(),
  action: z.string(),
  /** e.g. `instance:otree1`, `person:berta`. */
  thing: z.string(),
  by: z.enum(['browser', 'token', 'git', 'server']),
  from: z.string().nullable(),
  result: z.enum(['allowed', 'refused', 'failed']),
  detail: z.string().nullable(),
})
export type AuditAnswer = z.infer<typeof auditEntry>

export const auditList = page(auditEntry)

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })])
const someText = z.string().trim().min(1).max(200)

/** Which rows; each part that is there must fit. */
export const auditFilter = z.object({
  /** A username, or `server`. */
  who: someText.optional(),
  action: someText.optional(),
  thing: someText.optional(),
  by: auditEntry.shape.by.optional(),
  result: auditEntry.shape.result.optional(),
  /** From that day or moment on. */
  since: moment.optional(),
  /** Up to the end of that day, or before that moment; days are those of UTC. */
  until: moment.optional(),
  /** Somewhere in who, action, thing, address or detail. */
  text: someText.optional(),
})
export type AuditFilterQuery = z.input<typeof auditFilter>

export const auditQuery = auditFilter.extend(pageQuery.shape)
