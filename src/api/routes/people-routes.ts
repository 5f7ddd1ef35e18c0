import { ManagerError } from '../../domain/error.ts'
import type { Person } from '../../domain/person.ts'
import type { Caller } from '../../domain/policy.ts'
import { toDeployKeyFacts } from '../../ssh-keys/keys.ts'
import type { ApiDeps } from '../api-deps.ts'
import { toAsked } from '../audit.ts'
import type { PersonRemoval, PersonUpdate } from '../contract/person.ts'
import type { Handlers } from '../handler.ts'
import { renewInvitation } from '../invitation.ts'
import { mailLink } from '../mail-link.ts'
import { removePerson } from '../remove-person.ts'
import { toKeyView, toPersonView, toTokenView } from '../views/person-view.ts'

type People = 'listPeople' | 'createPerson' | 'updatePerson' | 'deletePerson' | 'resetPerson' | 'removeSecondFactors'
type Keys = 'listKeys' | 'addKey' | 'removeKey'
type Tokens = 'listTokens' | 'createToken' | 'removeToken'

export const peopleRoutes = (deps: ApiDeps): Handlers<People> => {
  const { store, accounts, events } = deps
  return {
    async listPeople() {
      const [people, lastSeen, secured] = await Promise.all([store.people.list(), accounts.signIns.lastSeen(), accounts.findSecured()])
      const items = people.map((person) => ({
        ...toPersonView(person),
        lastSeenAt: lastSeen.get(person.id) ?? null,
        secondFactor: secured.has(person.id),
      }))
      return { items, next: null }
    },

    async createPerson({ body, audit }) {
      const quota = body.instanceQuota === 0 ? '' : `, may create ${body.instanceQuota} instances`
      audit({ thing: `person:${body.username.slice(0, 64)}`, detail: `${body.role}${quota}` })
      const { person, invitation } = await accounts.createPerson(body)
      events.publish({ topic: 'people' })
      const mailed = await mailLink(deps, { person, link: invitation, template: 'invitation' })
      return { person: toPersonView(person), inviteUrl: invitation.url, expiresAt: invitation.expiresAt, mailed }
    },

    async updatePerson({ caller, thing, body, audit }) {
      audit({ detail: toDetail(body) })
      const person = await accounts.people.update(thing.username, body)
      events.publish({ topic: 'people' })
      events.publish({ topic: 'access', usernames: [person.username] })
      const renewal = isOwn(caller, person) ? { notice: toNotice(person), mailed: null } : await renewInvitation(deps, thing, person)
      return { ...toPersonView(person), ...renewal }
    },

    async deletePerson({ caller, thing, query, request, audit }) {
      audit({ detail: toFate(query) })
      await removePerson(deps, { person: thing, how: query, caller, asked: toAsked(caller, request) })
    },

    async resetPerson({ caller, thing }) {
      assertSomebodyElse(caller, thing)
      const link = await accounts.createResetUrl(thing.username)
      const person = await store.people.get(thing.username)
      const mailed = await mailLink(deps, { person, link, template: person.hasPassword ? 'new-password' : 'invitation' })
      return { resetUrl: link.url, expiresAt: link.expiresAt, mailed }
    },

    async removeSecondFactors({ caller, thing }) {
      assertSomebodyElse(caller, thing)
      await accounts.removeSecondFactors(thing.username)
    },
  }
}

/** Names and addresses stay out of the log. */
const toDetail = (change: PersonUpdate): string =>
  Object.entries(change)
    .map(([key, value]) => (key === 'name' || key === 'email' ? key : `${key}: ${value}`))
    .join(', ')

const isOwn = (caller: Caller, { username }: Person): boolean => caller.kind === 'person' && caller.username === username

/** For oneself it is done on the account's page, which asks for the password: a page left open, or a token, is not enough.
 * @throws ManagerError `conflict` */
export function assertSomebodyElse(caller: Caller, person: Person): void {
  if (!isOwn(caller, person)) return
  throw new ManagerError(
    'conflict',
    'This is your own account. Change your password and your second factor on your account page, where your password is asked for.',
  )
}

/** What super-users hear who have changed themselves. */
function toNotice({ role, active }: Person): string | null {
  if (!active) return 'You are not active any more, and signed out everywhere. Another super-user can activate you again.'
  return role === 'super-user' ? null : 'You are no super-user any more. Another super-user can make you one again.'
}

const toFate = ({ instances, handTo }: PersonRemoval): string =>
  [...(instances === 'trash' ? ['instances to the trash'] : []), ...(handTo === undefined ? [] : [`instances to ${handTo}`])].join(', ') ||
  'owned nothing'

export const keyRoutes = ({ store, events }: ApiDeps): Handlers<Keys> => ({
  async listKeys({ thing }) {
    return { items: (await store.keys.list(thing.username)).map(toKeyView), next: null }
  },

  async addKey({ thing, body, audit }) {
    audit({ thing: `person:${thing.username}` })
    const { type, fingerprint, publicKey } = toDeployKeyFacts(body.publicKey)
    audit({ thing: `person:${thing.username}`, detail: fingerprint })
    const key = await store.keys.add({ username: thing.username, name: body.name, type, fingerprint, publicKey })
    events.publish({ topic: 'keys', owner: thing.username })
    return toKeyView(key)
  },

  async removeKey({ thing, audit }) {
    audit({ thing: `person:${thing.username}`, detail: thing.fingerprint })
    await store.keys.remove(thing.id)
    events.publish({ topic: 'keys', owner: thing.username })
  },
})

export const tokenRoutes = ({ store, events }: ApiDeps): Handlers<Tokens> => ({
  async listTokens({ thing }) {
    return { items: (await store.tokens.list(thing.username)).map(toTokenView), next: null }
  },

  async createToken({ thing, body, audit }) {
    const { name, scope, expiresAt } = body
    audit({ thing: `person:${thing.username}`, detail: `${scope} token` })
    const { token, apiToken } = await store.tokens.create({ username: thing.username, name, scope, expiresAt })
    return { token, apiToken: toTokenView(apiToken) }
  },

  async removeToken({ thing, audit }) {
    audit({ thing: `person:${thing.username}`, detail: `token ${thing.id}` })
    await store.tokens.remove(thing.id)
    events.publish({ topic: 'sign-ins', owner: thing.username })
  },
})
