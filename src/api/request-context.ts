import type { FastifyInstance } from 'fastify'
import type { Access } from '../domain/access.ts'
import type { Action } from '../domain/policy.ts'
import type { AuditNote } from './audit.ts'
import type { Identity } from './caller.ts'
import type { Endpoint, Thing } from './contract/endpoint.ts'
import type { Things } from './things.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of the policy table; a route without one is not registered. */
    action?: Action
  }
  interface FastifyRequest {
    identity: Identity
    thing: Things[Thing]
    access: Access
    /** What the audit log will be told; null once it was. */
    audit: { readonly endpoint: Endpoint; note: AuditNote; code: string | null } | null
  }
}

/** What each request carries from hook to hook. */
export function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest('identity')
  app.decorateRequest('thing', null)
  app.decorateRequest('access')
  app.decorateRequest('audit', null)
}
