import { z } from 'zod'
import { auditList } from './audit.ts'
import { time } from './page.ts'
import { language, password, personName, theme } from './person.ts'

const ownPassword = z.string().min(1).max(256)

/** What everybody changes about themselves; null: the browser's language, the machine's theme. */
export const profileUpdate = z.strictObject({
  name: personName.optional(),
  language: language.nullable().optional(),
  theme: theme.nullable().optional(),
})
export type ProfileUpdate = z.input<typeof profileUpdate>

export const passwordChange = z.strictObject({ current: ownPassword, next: password })
export type PasswordChange = z.input<typeof passwordChange>

/** `since` null: it is off. */
export const secondFactor = z.object({ since: time.nullable(), recoveryCodesLeft: z.int() })
export type SecondFactorAnswer = z.infer<typeof secondFactor>

/** The caller's password once more, so that a page left open is not enough. */
export const withPassword = z.strictObject({ password: ownPassword })

/** `secret` for apps that are typed into, `uri` (`otpauth://…`) for a QR code. Nothing counts before a code confirms it. */
export const secondFactorEnrolment = z.object({ ticket: z.string(), expiresAt: time, secret: z.string(), uri: z.string() })
export type SecondFactorEnrolment = z.infer<typeof secondFactorEnrolment>

export const secondFactorConfirm = z.strictObject({ ticket: z.string().min(1).max(200), code: z.string().trim().min(1).max(20) })

/** Shown once; each lets in once, in place of the app. */
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

export const activityQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const activity = auditList
