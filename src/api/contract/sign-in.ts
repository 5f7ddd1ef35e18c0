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

/** The password was right, and a code is wanted besides: send it with the ticket to `POST /sign-in/second-factor` within five minutes. */
export const secondFactorWanted = z.object({ next: z.literal('second-factor'), ticket: z.string(), expiresAt: time })

export const signInAnswer = z.union([secondFactorWanted, signedIn])
export type SignInAnswer = z.infer<typeof signInAnswer>

const ticket = z.string().min(1).max(200)

/** `code`: six digits of the app, or a recovery code. */
export const signInCode = z.strictObject({ ticket, code: z.string().trim().min(1).max(40) })
export type SignInCode = z.input<typeof signInCode>

/** Username or e-mail address of whoever forgot their password. */
export const passwordForgotten = z.strictObject({ usernameOrEmail: z.string().trim().min(1).max(254) })

/** The same whether or not there is such a person. */
export const passwordForgottenAnswer = z.object({ detail: z.string() })

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
