import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'
import { parsePublicKey } from '../public-key.ts'
import { toKeyView, toPersonView, toTokenView } from '../views/person-view.ts'

type People = 'listPeople' | 'createPerson' | 'updatePerson' | 'deletePerson' | 'resetPerson'
type Keys = 'listKeys' | 'addKey' | 'removeKey'
type Tokens = 'listTokens' | 'createToken' | 'removeToken'

export const peopleRoutes = ({ store, accounts, events }: ApiDeps): Handlers<People> => ({
  async listPeople() {
    return { items: (await store.people.list()).map(toPersonView), next: null }
  },

  async createPerson({ body, audit }) {
    audit({ thing: `person:${body.username.slice(0, 64)}`, detail: body.role })
    const { person, invitation } = await accounts.createPerson(body)
    events.publish({ topic: 'people' })
    return { person: toPersonView(person), inviteUrl: invitation.url, expiresAt: invitation.expiresAt }
  },

  async updatePerson({ thing, body, audit }) {
    audit({ detail: Object.keys(body).join(', ') })
    const person = await accounts.people.update(thing.username, body)
    events.publish({ topic: 'people' })
    return toPersonView(person)
  },

  async deletePerson({ thing }) {
    await accounts.people.remove(thing.username)
    events.publish({ topic: 'people' })
  },

  async resetPerson({ thing }) {
    const { url, expiresAt } = await accounts.createResetUrl(thing.username)
    return { resetUrl: url, expiresAt }
  },
})

export const keyRoutes = ({ store, events }: ApiDeps): Handlers<Keys> => ({
  async listKeys({ thing }) {
    return { items: (await store.keys.list(thing.username)).map(toKeyView), next: null }
  },

  async addKey({ thing, body, audit }) {
    const { type, fingerprint, publicKey } = parsePublicKey(body.publicKey)
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

export const tokenRoutes = ({ store }: ApiDeps): Handlers<Tokens> => ({
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
  },
})
