import { ManagerError } from '../../domain/error.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'

type Names = 'listSignIns' | 'endSignIn' | 'endSignIns' | 'forceNewPassword'

/** Where somebody is signed in, and how a super-user ends it. Their open pages ask again at once, and are shown out. */
export const personSignInRoutes = ({ accounts, events }: Pick<ApiDeps, 'accounts' | 'events'>): Handlers<Names> => ({
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

  async forceNewPassword({ thing }) {
    const { url, expiresAt } = await accounts.forceNewPassword(thing.username)
    events.publish({ topic: 'people' })
    return { resetUrl: url, expiresAt }
  },
})
