import type { SignedIn } from '../../accounts/sessions.ts'
import { isSignedIn, type SignInOutcome } from '../../accounts/sign-in.ts'
import { ownedBy } from '../../domain/access.ts'
import { ManagerError } from '../../domain/error.ts'
import { toUsername, type Username } from '../../domain/names.ts'
import type { Person } from '../../domain/person.ts'
import { type Caller, isAllowed } from '../../domain/policy.ts'
import { quotaOf } from '../../domain/quota.ts'
import { allowedActions } from '../allowed-actions.ts'
import type { ApiDeps } from '../api-deps.ts'
import { toVisitor } from '../caller.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import type { Me } from '../contract/me.ts'
import type { SignInAnswer } from '../contract/sign-in.ts'
import { findPageBuild } from '../dashboard/page-build.ts'
import { expiredCookie, isEncrypted } from '../dashboard/session-cookie.ts'
import type { Call, Handlers } from '../handler.ts'
import { toPersonView } from '../views/person-view.ts'

type Names =
  | 'completeSetup'
  | 'signIn'
  | 'signInWithCode'
  | 'beginPasskeySignIn'
  | 'signInWithPasskey'
  | 'signOut'
  | 'renewPageToken'
  | 'readInvitation'
  | 'acceptInvitation'
  | 'me'

/** Getting in. The cookie that is set here serves navigations only; no other answer depends on it. */
export const accessRoutes = (deps: ApiDeps): Handlers<Names> => ({
  async completeSetup(call) {
    const { token = '', ...person } = call.body
    call.audit({ thing: `person:${person.username}` })
    const isTrusted = call.caller.kind === 'server'
    const signedIn = await deps.accounts.createFirstSuperUser(person, isTrusted ? null : token, toVisitor(call.request))
    deps.events.publish({ topic: 'people' })
    return letIn(call, signedIn)
  },

  async signIn(call) {
    const { username, password } = call.body
    await nameInAudit(deps, call, username)
    return answerSignIn(call, await deps.accounts.signIn.withPassword({ login: username, password }, toVisitor(call.request)))
  },

  async signInWithCode(call) {
    const username = deps.accounts.signIn.whoseTicket(call.body.ticket)
    if (username !== undefined) call.audit({ thing: `person:${username}` })
    const signedIn = await deps.accounts.signIn.withCode(call.body, toVisitor(call.request))
    call.audit({ detail: 'second factor' })
    return letIn(call, signedIn)
  },

  beginPasskeySignIn: (call) => deps.accounts.passkeys.beginSignIn(toVisitor(call.request)),

  async signInWithPasskey(call) {
    const signedIn = await deps.accounts.signInWithPasskey(call.body, toVisitor(call.request))
    call.audit({ detail: 'passkey' })
    return letIn(call, signedIn)
  },

  async signOut({ caller, sessionId, reply }) {
    if (sessionId !== null) await deps.accounts.sessions.end(sessionId)
    if (caller.kind === 'person') deps.events.publish({ topic: 'sign-ins', owner: caller.username })
    reply.header('set-cookie', expiredCookie(deps.settings.publicUrl))
  },

  async renewPageToken({ caller, sessionId }) {
    if (caller.kind !== 'person' || sessionId === null) {
      throw new ManagerError('not_allowed', 'Only a page of the dashboard has such a token. Scripts use an API token.')
    }
    await deps.accounts.signIns.noteSeen(sessionId)
    return deps.accounts.pageTokens.issue({ id: sessionId, username: caller.username, role: caller.role })
  },

  async readInvitation({ body }) {
    return deps.accounts.readLink(body.token)
  },

  async acceptInvitation(call) {
    const { token, password } = call.body
    const { username } = await deps.accounts.readLink(token)
    call.audit({ thing: `person:${username}` })
    const outcome = await deps.accounts.acceptLink(token, password, toVisitor(call.request))
    deps.events.publish({ topic: 'people' })
    return answerSignIn(call, outcome)
  },

  async me({ caller }) {
    return toMe(deps, caller)
  },
})

function letIn(call: Call<Endpoint>, { username, cookies }: SignedIn): { username: string } {
  call.audit({ ...(call.caller.kind === 'anonymous' ? { who: username } : {}), thing: `person:${username}` })
  call.reply.header('set-cookie', [...cookies])
  return { username }
}

/** Nobody is let in by half: where a second factor is wanted, the answer has a ticket and no cookie. */
function answerSignIn(call: Call<Endpoint>, outcome: SignInOutcome): SignInAnswer {
  if (isSignedIn(outcome)) return letIn(call, outcome)
  call.audit({ thing: `person:${outcome.username}`, detail: 'wants the second factor' })
  return { next: 'second-factor', ticket: outcome.ticket, expiresAt: outcome.expiresAt }
}

/** Only people who exist are named: what was typed into the field may be a password. */
async function nameInAudit({ store }: ApiDeps, call: Pick<Call<Endpoint>, 'audit'>, typed: string): Promise<void> {
  const person = typed.includes('@')
    ? await store.people.findByEmail(typed.toLowerCase())
    : await store.people.find(typed.toLowerCase() as Username)
  if (person) call.audit({ thing: `person:${person.username}` })
}

async function toMe(deps: ApiDeps, caller: Caller): Promise<Me> {
  const { store } = deps
  const person = caller.kind === 'person' ? await store.people.get(toUsername(caller.username)) : null
  const instances = person === null ? { owned: 0, created: 0, quota: null } : await countInstances(store, person)
  return {
    username: person?.username ?? 'server',
    person: person && toPersonView(person),
    superUser: person === null || person.role === 'super-user',
    allowedActions: [...allowedActions(caller), ...(mayCreateOwn(caller, instances.quota) ? ['instance.create'] : [])],
    instances,
    manager: await toManagerFacts(deps),
  }
}

async function toManagerFacts({ settings: { publicUrl, maxPushMib }, version, webDir }: ApiDeps): Promise<Me['manager']> {
  return { version, build: await findPageBuild(webDir), publicUrl, encrypted: isEncrypted(publicUrl), maxPushMib }
}

async function countInstances({ instances }: ApiDeps['store'], person: Person): Promise<Me['instances']> {
  const { length: owned } = await instances.list({ owner: person.username })
  return { owned, created: await instances.countCreatedBy(person.username), quota: quotaOf(person) ?? null }
}

/** For themselves, as far as their quota goes; super-users may anyhow. */
const mayCreateOwn = (caller: Caller, quota: number | null): boolean =>
  caller.kind === 'person' && quota !== null && quota > 0 && isAllowed(caller, 'instance.create', ownedBy(caller.username))
