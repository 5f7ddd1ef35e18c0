import type { FastifyRequest } from 'fastify'
import { ManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import type { Caller } from '../domain/policy.ts'
import { authorize } from './access.ts'
import type { ApiDeps } from './api-deps.ts'
import { type Identity, identify } from './caller.ts'
import type { Endpoint } from './contract/endpoint.ts'
import { assertNotInTrash } from './trash.ts'

interface Admitted extends Identity {
  readonly request: FastifyRequest
  readonly endpoint: Endpoint
  readonly thing: Instance
}

/** Whether somebody who was let in still may, after a body that took as long as its sender liked: meanwhile the account may be closed, the token
 * revoked, the instance somebody else's or in the trash. @throws ManagerError as `authorize` and `assertNotInTrash` */
export async function assertStillAllowed(deps: ApiDeps, { request, endpoint, thing, ...identity }: Admitted): Promise<void> {
  const caller = await lookAgain(deps, request, identity)
  const naming = { params: request.params as Record<string, unknown>, query: {}, body: undefined }
  const { value } = await authorize(deps.store, { endpoint, caller, naming })
  assertNotInTrash(endpoint, value)
  if ((value as Instance).id !== thing.id) throw new ManagerError('not_found', `There is no instance "${thing.name}" any more.`)
}

/** A page's token may have ended in the meantime, as its sign-in has not. */
async function lookAgain(deps: ApiDeps, request: FastifyRequest, { caller, sessionId }: Identity): Promise<Caller> {
  if (sessionId === null || caller.kind !== 'person') return (await identify(deps, request)).caller
  const session = await deps.accounts.sessions.findById(sessionId)
  return session ? { ...caller, username: session.username, role: session.role } : { kind: 'anonymous' }
}
