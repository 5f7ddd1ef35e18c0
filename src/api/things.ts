import { type Access, accessTo, accessToOperation, nobodys, ownedBy } from '../domain/access.ts'
import { ManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import type { Username } from '../domain/names.ts'
import { isInstanceName } from '../domain/names.ts'
import type { Operation } from '../domain/operation.ts'
import type { ApiToken, DeployKey, Person } from '../domain/person.ts'
import type { Caller } from '../domain/policy.ts'
import type { Store } from '../domain/store.ts'
import type { Thing } from './contract/endpoint.ts'
import { type OperationOnInstance, withInstance } from './operation-on-instance.ts'

/** Who has the username now may be somebody else than who began it. */
async function toBeginner(store: Store, { by, createdAt }: Operation): Promise<string> {
  const person = by === 'server' ? undefined : await store.people.find(by)
  return person && person.createdAt <= createdAt ? person.username : ''
}

/** What the handler of an endpoint gets as `thing`. */
export interface Things {
  readonly none: null
  readonly instance: Instance
  readonly helper: Instance
  readonly operation: OperationOnInstance
  readonly key: DeployKey
  readonly token: ApiToken
  readonly person: Person
  readonly user: Person
  readonly 'new-owner': Person
}

export interface Found {
  readonly value: Things[Thing]
  readonly access: Access
}

/** What the request names a thing by. */
export interface Naming {
  readonly params: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
}

type Find = (store: Store, naming: Naming, caller: Caller) => Promise<Found | undefined>

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** How each kind of thing is found; undefined: there is none. */
export const findThing: Readonly<Record<Thing, Find>> = {
  none: async () => ({ value: null, access: nobodys }),
  instance: findInstance,
  helper: async (store, naming, caller) => {
    const found = await findInstance(store, naming)
    return found && { ...found, access: accessToHelper(found.access, text(naming.params.username), caller) }
  },
  operation: async (store, { params }) => {
    const operation = await store.operations.find(text(params.id) as Operation['id'])
    if (!operation) return undefined
    const value = await withInstance(store, operation)
    const access = { owner: value.owner, helpers: await store.helpers.list(operation.instanceId) }
    return { value, access: accessToOperation(access, await toBeginner(store, operation)) }
  },
  key: async (store, { params }) => owned(await store.keys.find(text(params.id))),
  token: async (store, { params }) => owned(await store.tokens.find(text(params.id))),
  person: async (store, { params }) => owned(await store.people.find(text(params.username) as Username)),
  user: async (store, naming, caller) => owned(await store.people.find(toUser(naming, caller) as Username)),
  'new-owner': async (store, { body }, caller) => owned(await store.people.find(toNewOwner(body, caller) as Username)),
}

const owned = <T extends DeployKey | ApiToken | Person>(value: T | undefined): Found | undefined =>
  value && { value, access: ownedBy(value.username) }

async function findInstance(store: Store, { params }: Naming): Promise<(Found & { readonly value: Instance }) | undefined> {
  const name = text(params.name)
  const instance = isInstanceName(name) ? await store.instances.findByAnyName(name) : undefined
  const access = await accessTo(store, instance)
  return instance && { value: instance, access }
}

/** That somebody helps is as much their own as the owner's: they may end it. */
function accessToHelper(access: Access, username: string, caller: Caller): Access {
  const isOwn = caller.kind === 'person' && caller.username === username && access.helpers.some((helper) => helper.username === username)
  return isOwn ? { ...access, owner: username } : access
}

function toUser({ query, body }: Naming, caller: Caller): string {
  const named = ofBody(body, 'user') || text(query.user)
  if (named) return named
  if (caller.kind === 'person') return caller.username
  throw new ManagerError('invalid_input', 'Say whose: name a person as `user`. The server itself has no keys and no tokens.')
}

function toNewOwner(body: unknown, caller: Caller): string {
  const named = ofBody(body, 'owner')
  if (named) return named
  if (caller.kind === 'person') return caller.username
  throw new ManagerError('invalid_input', 'Say whose it shall be: name a person as `owner`. The server itself has no instances.')
}

/** A body that was not looked at by its schema yet. */
const ofBody = (body: unknown, name: string): string => (typeof body === 'object' && body !== null ? text(Reflect.get(body, name)) : '')
