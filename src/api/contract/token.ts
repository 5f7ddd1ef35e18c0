import { z } from 'zod'
import { page, time } from './page.ts'

export const tokenScope = z.enum(['read', 'operate', 'all'])

/** An API token for scripts and for `otm`. */
export const apiToken = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  scope: tokenScope,
  createdAt: time,
  expiresAt: time.nullable(),
  lastUsedAt: time.nullable(),
})
export type TokenAnswer = z.infer<typeof apiToken>

export const tokenList = page(apiToken)

export const tokenCreate = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scope: tokenScope,
  expiresAt: time.nullable().default(null),
  user: z.string().max(64).optional(),
})
export type TokenCreate = z.input<typeof tokenCreate>

/** `token` is shown once. */
export const tokenCreated = z.object({ token: z.string(), apiToken })

/** The short-lived token of a page: 10 minutes; renew it when half of them are over. */
export const pageToken = z.object({ token: z.string(), expiresAt: time })
export type PageToken = z.infer<typeof pageToken>
