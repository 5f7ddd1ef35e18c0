import { betterAuth } from 'better-auth'
import { admin } from 'better-auth/plugins/admin'
import { adminAc, userAc } from 'better-auth/plugins/admin/access'
import { username } from 'better-auth/plugins/username'
import type { Kysely } from 'kysely'
import { isManagerError } from '../domain/error.ts'
import { toUsername } from '../domain/names.ts'
import { letIn } from './let-in.ts'
import { maxPasswordLength, minPasswordLength } from './password-rules.ts'
import { sessionCookieName } from './session-cookie.ts'

export interface AuthInput {
  /** Shared with the store, whose migrations make the tables. */
  // biome-ignore lint/suspicious/noExplicitAny: better-auth names its tables itself; the store's type knows others, too
  readonly database: Kysely<any>
  readonly secret: string
  readonly publicUrl: string
}

/** better-auth as we use it: username and password, sign-up closed. Nothing of its HTTP interface is reachable; `accounts.ts` calls it. */
export function buildAuth({ database, secret, publicUrl }: AuthInput) {
  return betterAuth({
    appName: 'oTree Manager',
    baseURL: publicUrl,
    secret,
    database: { db: database, type: 'sqlite' },
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength, maxPasswordLength },
    session: { expiresIn: 7 * 24 * 3600, updateAge: 24 * 3600 },
    // The growing delay per account is ours (`sign-in-delay.ts`): a whole university may come from one address.
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: false, // would put `__Secure-` before the name, which is already `__Host-…`
      cookies: {
        session_token: {
          name: sessionCookieName(publicUrl),
          attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: publicUrl.startsWith('https:') },
        },
      },
    },
    plugins: [
      letIn(),
      username({ minUsernameLength: 3, maxUsernameLength: 40, usernameValidator: isUsername }),
      admin({ defaultRole: 'experimenter', adminRoles: ['super-user'], roles: { 'super-user': adminAc, experimenter: userAc } }),
    ],
  })
}

export type Auth = ReturnType<typeof buildAuth>

/** better-auth costs 20 MB, so it is loaded when somebody signs in, not at the start. */
export type LateAuth = () => Promise<Auth>

function isUsername(text: string): boolean {
  try {
    toUsername(text)
    return true
  } catch (error) {
    if (isManagerError(error)) return false
    throw error
  }
}
