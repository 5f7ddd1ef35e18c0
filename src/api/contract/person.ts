import { z } from 'zod'
import { languages, themes } from '../../domain/person.ts'
import { largestQuota } from '../../domain/quota.ts'
import { page, time } from './page.ts'
import { disturbQuery } from './playing.ts'

export const language = z.enum(languages)
export const theme = z.enum(themes)
export const role = z.enum(['super-user', 'experimenter'])

export const username = z.string().min(1).max(64).describe('3 to 40 lower-case letters, digits, dots, hyphens, underscores')
/** Goes into the heads of mails and into lists: no line ends, no other invisible signs, nothing that turns the direction of what follows. */
export const personName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((name) => !/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(name), 'Use letters, digits and usual signs, on one line.')
export const email = z.email().max(254)
export const password = z.string().min(10, 'Use at least 10 characters.').max(256)

export const person = z.object({
  username: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  active: z.boolean(),
  /** false until the invitation was accepted and a password chosen. */
  hasPassword: z.boolean(),
  language: language.nullable(),
  theme: theme.nullable(),
  instanceQuota: z.int(),
  createdAt: time,
})
export type PersonAnswer = z.infer<typeof person>

/** `lastSeenAt`: when a page of theirs was last there; null: they are signed in nowhere. `secondFactor`: whether they have an app that shows codes, or a passkey. */
export const personListed = person.extend({ lastSeenAt: time.nullable(), secondFactor: z.boolean() })
export type PersonListed = z.infer<typeof personListed>

export const personList = page(personListed)

/** How many instances a person may have by creating them; super-users may create any number. */
export const instanceQuota = z.int().min(0).max(largestQuota)

export const personCreate = z.strictObject({
  username,
  name: personName,
  email,
  role: role.default('experimenter'),
  instanceQuota: instanceQuota.default(0),
  language: language.nullable().default(null),
})
export type PersonCreate = z.input<typeof personCreate>

/** Whether the link is also on its way by mail. */
const mailed = z.boolean()

/** `inviteUrl` is shown once: it carries a one-time token in its fragment. */
export const personCreated = z.object({ person, inviteUrl: z.url(), expiresAt: time, mailed })

export const personUpdate = z.strictObject({
  name: personName.optional(),
  email: email.optional(),
  role: role.optional(),
  active: z.boolean().optional(),
  instanceQuota: instanceQuota.optional(),
  language: language.nullable().optional(),
})
export type PersonUpdate = z.input<typeof personUpdate>

/** `notice`: one sentence when the caller has taken rights from themselves, or an invitation does not work any more, else null.
 * `mailed`: whether a new invitation is on its way; null: none was needed. */
export const personUpdated = person.extend({ notice: z.string().nullable(), mailed: mailed.nullable() })

/** What becomes of the instances of somebody who is deleted: `instances=trash` moves them to the trash, `handTo` gives them to that person. With both, or for
 * instances that are in the trash already, `handTo` owns what is in the trash; without `handTo` the super-user who deletes does. */
export const personRemoval = disturbQuery.extend({ instances: z.literal('trash').optional(), handTo: z.string().min(1).max(64).optional() })
export type PersonRemoval = z.output<typeof personRemoval>

export const personReset = z.object({ resetUrl: z.url(), expiresAt: time, mailed })

export const personParams = z.object({ username: z.string().min(1).max(64) })
