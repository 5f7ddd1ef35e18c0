import { z } from 'zod'
import { time } from './page.ts'
import { email } from './person.ts'

/** A mail that has not left yet; nothing of what it says. */
export const queuedMail = z.object({
  id: z.string(),
  to: z.string(),
  template: z.enum(['invitation', 'new-password', 'forced-password', 'forgotten-password', 'test', 'health']),
  /** `failed`: it is tried again only when somebody says so. */
  state: z.enum(['waiting', 'failed']),
  attempts: z.int(),
  createdAt: time,
  nextAttemptAt: time.nullable(),
  /** Why the last attempt failed. */
  reason: z.string().nullable(),
})
export type QueuedMailAnswer = z.infer<typeof queuedMail>

/** Those that have not left, oldest first. */
export const mailList = z.object({
  items: z.array(queuedMail),
  next: z.null(),
  /** Whether there is a mail server. */
  configured: z.boolean(),
  /** When the last mail left. */
  lastSentAt: time.nullable(),
})
export type MailList = z.infer<typeof mailList>

/** Without `to`, to the caller. */
export const mailTest = z.strictObject({ to: email.optional() })

/** `answer`: the mail server's own words. */
export const mailTested = z.object({ to: z.string(), answer: z.string() })

/** Without `id`, all. */
export const mailRetry = z.strictObject({ id: z.string().max(40).optional() })
export const mailRetried = z.object({ count: z.int() })
