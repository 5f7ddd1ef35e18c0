import { z } from 'zod'

/** The first message on the socket `/api/v1/live`, and again after each renewal of the token. */
export const liveHello = z.strictObject({ token: z.string().max(4096) })

/** "Fetch this again." `everything`: too much happened to say what, and at the beginning of each connection. */
export const liveEvent = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('everything') }),
  z.object({ topic: z.literal('instance'), name: z.string() }),
  z.object({ topic: z.literal('playing'), name: z.string() }),
  z.object({ topic: z.literal('operation'), id: z.string(), instance: z.string() }),
  z.object({ topic: z.literal('operation-log'), id: z.string(), instance: z.string() }),
  z.object({ topic: z.literal('people') }),
  z.object({ topic: z.literal('keys') }),
])
export type LiveEvent = z.infer<typeof liveEvent>

/** Close codes: the token is missing, wrong, expired or its sign-in has ended (do not come back with the same one). */
export const liveCloseNotSignedIn = 4401
