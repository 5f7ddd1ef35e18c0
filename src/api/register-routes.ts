import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema, FastifySchemaCompiler, RouteOptions } from 'fastify'
import { z } from 'zod'
import type { Instance } from '../domain/instance.ts'
import { policy } from '../domain/policy.ts'
import { authorize } from './access.ts'
import type { ApiDeps } from './api-deps.ts'
import type { AuditedRequest, AuditNote } from './audit.ts'
import { identify } from './caller.ts'
import type { Endpoint, Thing } from './contract/endpoint.ts'
import { apiPrefix, presentNameHeader } from './contract/endpoints.ts'
import { problem } from './contract/problem.ts'
import type { Call } from './handler.ts'
import { isOwnOrigin, refuseForeignOrigin } from './origin.ts'
import { partsCompiler } from './read-parts.ts'
import type { Naming, Things } from './things.ts'
import { assertNotInTrash } from './trash.ts'

/** A handler whose endpoint is not known any more by its type; `server.ts` puts the two together by name. */
export type AnyHandler = (call: Call<Endpoint>) => Promise<unknown>

/** Registers one row of the table: who calls, may they, does the request fit, do it, write it down. */
export function registerEndpoint(app: FastifyInstance, deps: ApiDeps, { endpoint, handler, writeAudit }: Registration): void {
  const route: RouteOptions = {
    method: endpoint.method,
    url: `${apiPrefix}${endpoint.path}`,
    config: { action: endpoint.action },
    schema: toSchema(endpoint),
    ...(endpoint.upload ? { validatorCompiler: streamOrJson } : {}),
    ...(isReading(endpoint) ? { compress: compression } : {}),
    onRequest: async (request) => {
      request.audit = { endpoint, note: {}, code: null }
      request.identity = await identify(deps, request)
      if (!isOwnOrigin(deps.settings.publicUrl, request)) refuseForeignOrigin(deps.settings.publicUrl)
    },
    preValidation: async (request, reply) => {
      const { params, query, body } = request
      const naming = { params: params as Record<string, unknown>, query: query as Record<string, unknown>, body }
      const { caller, fault } = request.identity
      const found = await authorize(deps.store, { endpoint, caller, naming, fault })
      request.thing = found.value
      request.access = found.access
      tellName(endpoint, naming, { reply, value: found.value })
      assertNotInTrash(endpoint, request.thing)
    },
    handler: async (request, reply) => answer(endpoint, reply, await handler(toCall(request, reply))),
    onSend: async (request, reply) => writeOnce(writeAudit, request, reply),
  }
  app.route(route)
}

/** Whoever asked by a former name hears the present one. */
function tellName(
  { thing }: Endpoint,
  { params }: Naming,
  { reply, value }: { readonly reply: FastifyReply; readonly value: Things[Thing] },
): void {
  if (thing !== 'instance' && thing !== 'helper') return
  const { name } = value as Instance
  if (name !== params.name) reply.header(presentNameHeader, name)
}

/** Lists shrink to a twentieth. What is small stays as it is, and with it every answer that has a secret in it; streams go out as they come. */
const compression = { encodings: ['gzip' as const], threshold: 4096 }

const isReading = ({ method, response }: Endpoint): boolean => method === 'GET' && typeof response !== 'string'

export interface Registration {
  readonly endpoint: Endpoint
  readonly handler: AnyHandler
  readonly writeAudit: (audited: AuditedRequest) => Promise<void>
}

/** A route without an action of the policy table must not exist. */
export function refuseUndeclaredRoutes(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    const action: unknown = config?.action
    if (typeof action === 'string' && Object.hasOwn(policy, action)) return
    throw new Error(`The route ${String(method)} ${url} declares no action of the policy table (src/domain/policy.ts).`)
  })
}

const toCall = (request: FastifyRequest, reply: FastifyReply): Call<Endpoint> =>
  ({
    params: request.params,
    query: request.query,
    body: request.body,
    thing: request.thing,
    access: request.access,
    ...request.identity,
    audit: (note: AuditNote) => {
      if (request.audit) request.audit.note = { ...request.audit.note, ...note }
    },
    request,
    reply,
  }) as Call<Endpoint> // the schemas of this very endpoint have parsed the parts

function answer({ status, response }: Endpoint, reply: FastifyReply, result: unknown): FastifyReply {
  reply.code(status)
  if (response === 'empty') return reply.send()
  if (response === 'tar') reply.type('application/x-tar')
  if (response === 'bytes') reply.type('application/octet-stream')
  if (response === 'csv') reply.type('text/csv; charset=utf-8; header=present')
  if (response === 'text') reply.type(textType(reply)).header('x-accel-buffering', 'no')
  return reply.send(result)
}

/** A handler may say which kind of plain text it is. */
const textType = (reply: FastifyReply): string => String(reply.getHeader('content-type') ?? 'text/plain; charset=utf-8')

async function writeOnce(writeAudit: Registration['writeAudit'], request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { audit, identity } = request
  if (!audit) return
  request.audit = null // the answer to a failure to write is not written down
  await writeAudit({ ...audit, request, caller: identity.caller, thing: request.thing, status: reply.statusCode })
}

const streams = {
  csv: { content: { 'text/csv': { schema: z.string() } } },
  text: { content: { 'text/plain': { schema: z.string() } } },
  tar: { content: { 'application/x-tar': { schema: z.string() } } },
  bytes: { content: { 'application/octet-stream': { schema: z.string() } } },
}

const isStream = (response: string): response is keyof typeof streams => Object.hasOwn(streams, response)

function toSchema(endpoint: Endpoint): FastifySchema {
  const { params, query, body, status, response, summary, action } = endpoint
  return {
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    response: {
      [status]: typeof response !== 'string' ? response : isStream(response) ? streams[response] : z.undefined(),
      default: { content: { 'application/problem+json': { schema: problem } } },
    },
    summary,
    description: `Action of the policy table: ${action}`,
  } as FastifySchema
}

/** A stream is taken as it is; anything else must fit the schema. */
const streamOrJson: FastifySchemaCompiler<FastifySchema> = (route) => {
  const validate = partsCompiler(route)
  return (data: unknown) => (data instanceof Readable ? { value: data } : validate(data))
}
