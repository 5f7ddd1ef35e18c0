import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Access } from '../domain/access.ts'
import type { Caller } from '../domain/policy.ts'
import type { AuditNote } from './audit.ts'
import type { Endpoint } from './contract/endpoint.ts'
import type { EndpointName, Endpoints } from './contract/endpoints.ts'
import type { Things } from './things.ts'

type Parsed<E, Part extends 'params' | 'query' | 'body'> = E extends Record<Part, infer S extends z.ZodType> ? z.output<S> : undefined

/** What a handler gets: the request, parsed and allowed. */
export interface Call<E extends Endpoint> {
  readonly params: Parsed<E, 'params'>
  readonly query: Parsed<E, 'query'>
  readonly body: E extends { upload: true } ? Parsed<E, 'body'> | Readable : Parsed<E, 'body'>
  /** The thing that the endpoint's `thing` names; the caller may do the action to it. */
  readonly thing: Things[E['thing']]
  readonly caller: Caller
  /** Who has to do with `thing`, from which it follows what else the caller may do to it. */
  readonly access: Access
  /** The browser's sign-in behind the caller, or null. */
  readonly sessionId: string | null
  /** Says more to the audit log than the request tells by itself. */
  readonly audit: (note: AuditNote) => void
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

type Answer<E extends Endpoint> = E['response'] extends z.ZodType
  ? z.input<E['response']>
  : E['response'] extends 'text' | 'csv' | 'tar' | 'bytes'
    ? Readable
    : undefined

/** Does what one endpoint is for. Everything thrown becomes a problem (`problem.ts`). */
export type Handler<E extends Endpoint> = (call: Call<E>) => Promise<Answer<E>>

/** The handlers of some endpoints; each file in `routes/` gives those of one noun. */
export type Handlers<N extends EndpointName> = { readonly [K in N]: Handler<Endpoints[K]> }
