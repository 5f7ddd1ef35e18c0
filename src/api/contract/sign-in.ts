import { z } from 'zod'
import { time } from './page.ts'
import { email, password, personName, username } from './person.ts'

/** First super-user. `token` comes from the fragment of `/setup#TOKEN`; over the machine's own socket none is needed. */
export const setup = z.strictObject({ token: z.string().max(200).optional(), username, name: personName, email, password })
export type Setup = z.input<typeof setup>

/** Username or e-mail address, and password. The answer sets a cookie, which serves navigations only: go to `/` afterwards
 * (`location.assign('/')`), and the page that comes carries the token (`pageStart`). */
export const signIn = z.strictObject({ username: z.string().trim().min(1).max(254), password: z.string().min(1).max(256) })
export type SignIn = z.input<typeof signIn>

export const signedIn = z.object({ username: z.string() })

/** `token` comes from the fragment of `/invitation#TOKEN` or `/reset#TOKEN`. */
export const invitationRead = z.strictObject({ token: z.string().min(1).max(200) })

export const invitation = z.object({
  purpose: z.enum(['invitation', 'reset']),
  username: z.string(),
  name: z.string(),
  expiresAt: time,
})
export type InvitationAnswer = z.infer<typeof invitation>

/** Sets the password, voids the link, and signs in as `sign-in` does. */
export const invitationAccept = z.strictObject({ token: z.string().min(1).max(200), password })
export type InvitationAccept = z.input<typeof invitationAccept>
