import { ManagerError } from '../../domain/error.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'
import { type MailLinkDeps, mailLink } from '../mail-link.ts'
import { assertSomebodyElse } from './people-routes.ts'

type Names = 'listSignIns' | 'endSignIn' | 'endSignIns' | 'forceNewPassword'

type SignInDeps = Pick<ApiDeps, 'accounts' | 'events'> & MailLinkDeps

/** Where somebody is signed in, and how a super-user ends it. Their open pages ask again at once, and are shown out. */
export const personSignInRoutes = (deps: SignInDeps): Handlers<Names> => ({
  async listSignIns({ thing, sessionId }) {
    const signIns = await deps.accounts.signIns.list(thing.id)
    return { items: signIns.map((signIn) => ({ ...signIn, current: signIn.id === sessionId })), next: null }
  },

  async endSignIns({ thing, audit }) {
    const count = await deps.accounts.signIns.endAll(thing.id)
    audit({ detail: `all ${count}` })
    deps.events.publish({ topic: 'people' })
  },

  async endSignIn({ thing, params }) {
    const hasEnded = await deps.accounts.signIns.end(thing.id, params.id)
    if (!hasEnded) throw new ManagerError('not_found', `"${thing.username}" has no such sign-in. It may have ended meanwhile.`)
    deps.events.publish({ topic: 'people' })
  },

  async forceNewPassword({ caller, thing }) {
    assertSomebodyElse(caller, thing)
    const link = await deps.accounts.forceNewPassword(thing.username)
    deps.events.publish({ topic: 'people' })
    const mailed = await mailLink(deps, { person: thing, link, template: thing.hasPassword ? 'forced-password' : 'invitation' })
    return { resetUrl: link.url, expiresAt: link.expiresAt, mailed }
  },
})
