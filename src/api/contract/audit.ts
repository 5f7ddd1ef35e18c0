import { z } from 'zod'
import { page, time } from './page.ts'

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
