import { ManagerError } from '../domain/error.ts'
import { type Action, type Caller, isAllowed, policy, type Rule, toRelation } from '../domain/policy.ts'
import type { Store } from '../domain/store.ts'
import type { Endpoint, Thing } from './contract/endpoint.ts'
import { type Found, findThing, type Naming } from './things.ts'

export interface AccessRequest {
  readonly endpoint: Pick<Endpoint, 'action' | 'thing'>
  readonly caller: Caller
  readonly naming: Naming
  /** Why it is not known who calls. */
  readonly fault?: string | undefined
}

/** Lets the caller through to the thing, or says why not. What is somebody else's is answered like what does not exist.
 * @throws ManagerError `not_signed_in`, `not_allowed`, `not_found` */
export async function authorize(store: Store, { endpoint, caller, naming, fault }: AccessRequest): Promise<Found> {
  const { action, thing } = endpoint
  assertSignedIn(caller, action, fault)
  const found = await findThing[thing](store, naming, caller)
  if (!found) throw missing(thing, naming)
  if (isAllowed(caller, action, found.access)) return found
  const isForeign = thing !== 'none' && toRelation(caller, found.access) === 'other'
  throw isForeign ? missing(thing, naming) : notAllowed(caller)
}

function assertSignedIn(caller: Caller, action: Action, fault = 'You are not signed in, or your sign-in has ended. Sign in again.'): void {
  const { relations }: Rule = policy[action]
  if (caller.kind !== 'anonymous' || relations.includes('anonymous')) return
  throw new ManagerError('not_signed_in', fault)
}

function notAllowed(caller: Caller): ManagerError {
  const byToken = caller.kind === 'person' && caller.means === 'token'
  return new ManagerError(
    'not_allowed',
    `You are not allowed to do this. Ask a super-user${byToken ? ', or use a token with a larger scope' : ''}.`,
  )
}

const nouns: Readonly<Record<Thing, string>> = {
  none: 'thing',
  instance: 'instance',
  helper: 'instance',
  operation: 'operation',
  key: 'key',
  token: 'token',
  person: 'person',
  user: 'person',
  'new-owner': 'person',
}

function missing(thing: Thing, { params, query, body }: Naming): ManagerError {
  const named: Readonly<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {}
  const name = params.name ?? params.username ?? params.id ?? named[thing === 'new-owner' ? 'owner' : 'user'] ?? query.user
  return new ManagerError('not_found', `There is no ${nouns[thing]} "${String(name).slice(0, 64)}" among yours.`)
}
