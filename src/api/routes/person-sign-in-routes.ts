import { ManagerError } from '../../domain/error.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'
import { mailLink } from '../mail-link.ts'
import { assertSomebodyElse } from './people-routes.ts'

type Names = 'listSignIns' | 'endSignIn' | 'endSignIns' | 'forceNewPassword'

type SignInDeps = Pick<ApiDeps, 'accounts' | 'events' | 'mail' | 'logger'>

/** Where somebody is signed in, and how a super-user ends it. Their open pages ask again at once, and are shown out. */
export const personSignInRoutes = ({ accounts, events, mail, logger }: SignInDeps): Handlers<Names> => ({
  async listSignIns({ thing, sessionId }) {
    const signIns = await accounts.signIns.list(thing.id)
    return { items: signIns.map((signIn) => ({ ...signIn, current: signIn.id === sessionId })), next: null }
  },

  async endSignIns({ thing, audit }) {
    const count = await accounts.signIns.endAll(thing.id)
    audit({ detail: `all ${count}` })
    events.publish({ topic: 'people' })
  },

  async endSignIn({ thing, params }) {
    const hasEnded = await accounts.signIns.end(thing.id, params.id)
    if (!hasEnded) throw new ManagerError('not_found', `"${thing.username}" has no such sign-in. It may have ended meanwhile.`)
    events.publish({ topic: 'people' })
  },

  async forceNewPassword({ caller, thing }) {
    assertSomebodyElse(caller, thing)
    const link = await accounts.forceNewPassword(thing.username)
    events.publish({ topic: 'people' })
    const mailed = await mailLink({ mail, logger }, { person: thing, link, template: thing.hasPassword ? 'forced-password' : 'invitation' })
    return { resetUrl: link.url, expiresAt: link.expiresAt, mailed }
  },
})
