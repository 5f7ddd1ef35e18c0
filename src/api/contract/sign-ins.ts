import { z } from 'zod'
import { page, time } from './page.ts'
import { personParams } from './person.ts'

/** A browser in which somebody is signed in. */
export const personSignIn = z.object({
  id: z.string(),
  /** e.g. `Firefox 128`; null: not known, as is `system` (`Windows`, `Android` …). */
  browser: z.string().nullable(),
  system: z.string().nullable(),
  createdAt: time,
  /** When a page of it was last there, to the minute or so. */
  lastSeenAt: time,
  /** From where the password was typed. */
  address: z.string().nullable(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
})
export type PersonSignIn = z.infer<typeof personSignIn>

export const personSignInList = page(personSignIn)

export const personSignInParams = personParams.extend({ id: z.string().min(1).max(64) })
