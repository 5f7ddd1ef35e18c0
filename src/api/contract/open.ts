import { z } from 'zod'
import { time } from './page.ts'

/** A page posts the field `ticket` to `url` as a form, in a window of its own; the browser is signed in to oTree's admin pages then. Works once. */
export const opening = z.object({ url: z.string(), ticket: z.string(), expiresAt: time })
export type OpeningAnswer = z.infer<typeof opening>
