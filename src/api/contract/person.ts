import { z } from 'zod'
import { languages, themes } from '../../domain/person.ts'
import { page, time } from './page.ts'

export const language = z.enum(languages)
export const theme = z.enum(themes)
export const role = z.enum(['super-user', 'experimenter'])

export const username = z.string().min(1).max(64).describe('3 to 40 lower-case letters, digits, dots, hyphens, underscores')
export const personName = z.string().trim().min(1).max(120)
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

export const personList = page(person)

export const personCreate = z.strictObject({ username, name: personName, email, role: role.default('experimenter') })
export type PersonCreate = z.input<typeof personCreate>

/** `inviteUrl` is shown once: it carries a one-time token in its fragment. */
export const personCreated = z.object({ person, inviteUrl: z.url(), expiresAt: time })

export const personUpdate = z.strictObject({
  name: personName.optional(),
  email: email.optional(),
  role: role.optional(),
  active: z.boolean().optional(),
})
export type PersonUpdate = z.input<typeof personUpdate>

export const personReset = z.object({ resetUrl: z.url(), expiresAt: time })

export const personParams = z.object({ username: z.string().min(1).max(64) })
