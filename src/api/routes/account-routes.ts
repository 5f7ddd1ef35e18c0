import { finished } from 'node:stream'
import { arePasskeysPossible } from '../../accounts/passkeys.ts'
import { ManagerError } from '../../domain/error.ts'
import { toUsername } from '../../domain/names.ts'
import type { Person } from '../../domain/person.ts'
import type { ApiDeps } from '../api-deps.ts'
import { bearerOf, toVisitor } from '../caller.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import type { Call, Handlers } from '../handler.ts'
import { toPasskeyView, toPersonView } from '../views/person-view.ts'

type Profile = 'updateMe' | 'changePassword' | 'listActivity'
type SignIns = 'listMySignIns' | 'endMySignIn' | 'endMyOtherSignIns'
type Factors = 'showSecondFactor' | 'beginSecondFactor' | 'confirmSecondFactor' | 'renewRecoveryCodes' | 'switchOffSecondFactor'
type Passkeys = 'listPasskeys' | 'beginPasskey' | 'addPasskey' | 'renamePasskey' | 'removePasskey'

type SelfCall = Pick<Call<Endpoint>, 'caller' | 'audit'>

/** The caller themselves; the audit log names them as the thing, too. @throws ManagerError `not_allowed` on the machine's own socket */
async function toSelf({ store }: ApiDeps, { caller, audit }: SelfCall): Promise<Person> {
  if (caller.kind !== 'person') throw new ManagerError('not_allowed', 'The server itself has no account. Sign in as a person.')
  audit({ thing: `person:${caller.username}` })
  return store.people.get(toUsername(caller.username))
}

export const profileRoutes = (deps: ApiDeps): Handlers<Profile> => ({
  async updateMe(call) {
    const { username } = await toSelf(deps, call)
    call.audit({ detail: Object.keys(call.body).join(', ') })
    const { name, language, theme } = call.body
    const change = {
      ...(name === undefined ? {} : { name }),
      ...(language === undefined ? {} : { language }),
      ...(theme === undefined ? {} : { theme }),
    }
    const person = await deps.store.people.update(username, change)
    deps.events.publish({ topic: 'people' })
    return toPersonView(person)
  },

  async changePassword(call) {
    const person = await toSelf(deps, call)
    const { session, cookies } = await deps.accounts.changePassword(person, call.body, toVisitor(call.request))
    call.reply.header('set-cookie', [...cookies])
    const ended = { topic: 'sign-ins', owner: person.username, besides: bearerOf(call.request) ?? '' } as const
    finished(call.reply.raw, () => deps.events.publish(ended)) // not before: other windows of this browser come back with the new cookie
    return deps.accounts.pageTokens.issue(session)
  },

  async listActivity(call) {
    const { username, createdAt } = await toSelf(deps, call) // somebody else may have had the username before
    const { items, next } = await deps.store.audit.page(call.query.cursor ?? null, call.query.limit, { who: username, since: createdAt })
    return { items: [...items], next }
  },
})

export const signInRoutes = (deps: ApiDeps): Handlers<SignIns> => ({
  async listMySignIns(call) {
    const { id } = await toSelf(deps, call)
    const items = await deps.accounts.signIns.list(id)
    return { items: items.map((signIn) => ({ ...signIn, current: signIn.id === call.sessionId })), next: null }
  },

  async endMySignIn(call) {
    const { id, username } = await toSelf(deps, call)
    await deps.accounts.signIns.end(id, call.params.id)
    deps.events.publish({ topic: 'sign-ins', owner: username })
  },

  async endMyOtherSignIns(call) {
    const { id, username } = await toSelf(deps, call)
    await deps.accounts.signIns.endAll(id, call.sessionId)
    deps.events.publish({ topic: 'sign-ins', owner: username })
  },
})

export const secondFactorRoutes = (deps: ApiDeps): Handlers<Factors> => {
  const { secondFactors, signIn } = deps.accounts
  /** Themselves, who have just typed their password once more. */
  const toSurelySelf = async (call: SelfCall, { password }: { readonly password: string }): Promise<Person> => {
    const person = await toSelf(deps, call)
    await signIn.assertOwnPassword(person, { field: 'password', password })
    return person
  }
  return {
    async showSecondFactor(call) {
      const { id } = await toSelf(deps, call)
      return (await secondFactors.state(id)) ?? { since: null, recoveryCodesLeft: 0 }
    },

    async beginSecondFactor(call) {
      call.audit({ detail: 'begin' })
      return secondFactors.begin(await toSurelySelf(call, call.body))
    },

    async confirmSecondFactor(call) {
      call.audit({ detail: 'on' })
      return { recoveryCodes: [...(await secondFactors.confirm(await toSelf(deps, call), call.body))] }
    },

    async renewRecoveryCodes(call) {
      call.audit({ detail: 'new recovery codes' })
      return { recoveryCodes: [...(await secondFactors.renewCodes((await toSurelySelf(call, call.body)).id))] }
    },

    async switchOffSecondFactor(call) {
      call.audit({ detail: 'off' })
      await secondFactors.switchOff((await toSurelySelf(call, call.body)).id)
    },
  }
}

export const passkeyRoutes = (deps: ApiDeps): Handlers<Passkeys> => {
  const { passkeys, signIn } = deps.accounts
  return {
    async listPasskeys(call) {
      const { id } = await toSelf(deps, call)
      const items = (await passkeys.list(id)).map(toPasskeyView)
      return { items, next: null, possible: arePasskeysPossible(deps.settings.publicUrl) }
    },

    async beginPasskey(call) {
      call.audit({ detail: 'begin' })
      const person = await toSelf(deps, call)
      await signIn.assertOwnPassword(person, { field: 'password', password: call.body.password })
      return passkeys.beginCreation(person)
    },

    async addPasskey(call) {
      const passkey = await passkeys.create(await toSelf(deps, call), call.body)
      call.audit({ detail: `add ${passkey.id}` })
      return toPasskeyView(passkey)
    },

    async renamePasskey(call) {
      const { id } = await toSelf(deps, call)
      call.audit({ detail: `rename ${call.params.id}` })
      return toPasskeyView(await passkeys.rename(id, call.params.id, call.body.name))
    },

    async removePasskey(call) {
      const { id } = await toSelf(deps, call)
      call.audit({ detail: `remove ${call.params.id}` })
      await passkeys.remove(id, call.params.id)
    },
  }
}
