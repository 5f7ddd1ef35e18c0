import { z } from 'zod'
import { page, time } from './page.ts'

/** A public SSH key with which its person pushes. */
export const key = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  /** e.g. `ssh-ed25519` */
  type: z.string(),
  /** `SHA256:…` as `ssh-keygen -l` prints it. */
  fingerprint: z.string(),
  createdAt: time,
  lastUsedAt: time.nullable(),
})
export type KeyAnswer = z.infer<typeof key>

export const keyList = page(key)

/** Whose keys or tokens; without it the caller's own. */
export const ofUser = z.object({ user: z.string().max(64).optional() })

/** `publicKey` is one line of a `.pub` file, or what PuTTYgen saves (RFC 4716). Refused with `key_weak`, `key_taken`, or `invalid_input` (a private key, say). */
export const keyAdd = z.strictObject({
  name: z.string().trim().min(1).max(100),
  publicKey: z.string().trim().min(1).max(16_384),
  user: z.string().max(64).optional(),
})
export type KeyAdd = z.input<typeof keyAdd>

export const idParams = z.object({ id: z.string().min(1).max(64) })
