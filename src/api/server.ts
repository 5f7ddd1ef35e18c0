import compress from '@fastify/compress'
import swagger from '@fastify/swagger'
import websocket from '@fastify/websocket'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { jsonSchemaTransform, serializerCompiler } from 'fastify-type-provider-zod'
import { ManagerError } from '../domain/error.ts'
import type { ApiDeps } from './api-deps.ts'
import { auditWriter } from './audit.ts'
import { type EndpointName, endpoints } from './contract/endpoints.ts'
import type { Problem } from './contract/problem.ts'
import { registerDashboard } from './dashboard/dashboard.ts'
import { registerGit } from './git-routes.ts'
import type { Handlers } from './handler.ts'
import { registerLive } from './live/live-route.ts'
import { toProblem } from './problem.ts'
import { partsCompiler } from './read-parts.ts'
import { type AnyHandler, refuseUndeclaredRoutes, registerEndpoint } from './register-routes.ts'
import { decorateRequests } from './request-context.ts'
import { accessRoutes } from './routes/access-routes.ts'
import { passkeyRoutes, profileRoutes, secondFactorRoutes, signInRoutes } from './routes/account-routes.ts'
import { auditRoutes } from './routes/audit-routes.ts'
import { copyInstanceRoutes } from './routes/copy-instance-routes.ts'
import { keptCopyRoutes } from './routes/copy-routes.ts'
import { deploymentRoutes } from './routes/deployment-routes.ts'
import { fileRoutes } from './routes/file-routes.ts'
import { forgottenRoutes } from './routes/forgotten-routes.ts'
import { helperRoutes } from './routes/helper-routes.ts'
import { instanceDoingRoutes, instanceReadingRoutes } from './routes/instance-routes.ts'
import { logRoutes } from './routes/log-routes.ts'
import { mailRoutes } from './routes/mail-routes.ts'
import { managerRoutes } from './routes/manager-routes.ts'
import { metricsRoutes } from './routes/metrics-routes.ts'
import { moveRoutes } from './routes/move-routes.ts'
import { nameCheckRoutes } from './routes/name-check-routes.ts'
import { nameRoutes } from './routes/name-routes.ts'
import { networkRoutes } from './routes/network-routes.ts'
import { openRoutes } from './routes/open-routes.ts'
import { operationRoutes } from './routes/operation-routes.ts'
import { keyRoutes, peopleRoutes, tokenRoutes } from './routes/people-routes.ts'
import { personSignInRoutes } from './routes/person-sign-in-routes.ts'
import { playingRoutes } from './routes/playing-routes.ts'
import { scaleRoutes } from './routes/scale-routes.ts'
import { settingsRoutes } from './routes/settings-routes.ts'
import { versionRoutes } from './routes/version-routes.ts'
import { refuseUnreadable } from './unreadable.ts'

const maxJsonBytes = 256 * 1024

/** Builds the REST interface, and, for browsers, the dashboard's pages and live events. The main listens with it: once with `trust: 'bearer'` behind
 * the gateway, once with `trust: 'server'` on a socket that only the machine's own account can open.
 * @throws Error naming the route that declares no action of the policy table */
export async function buildApi(deps: ApiDeps): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: maxJsonBytes,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, _request, reply) => answerProblem(reply, toProblem(error, deps.logger)),
  })
  app.setValidatorCompiler(partsCompiler)
  app.setSerializerCompiler(serializerCompiler)
  refuseUndeclaredRoutes(app)
  decorateRequests(app)
  understandBodies(app)
  answerProblems(app, deps)
  await app.register(swagger, { openapi: toDocumentHead(deps), transform: jsonSchemaTransform })
  await app.register(websocket, { options: { maxPayload: 8 * 1024 } })
  await app.register(compress, { global: false }) // what is sent to the server is never unpacked; `register-routes.ts` names what is packed
  registerTable(app, deps)
  registerLive(app, deps)
  if (deps.trust === 'bearer') {
    registerGit(app, deps)
    registerDashboard(app, deps)
  }
  await app.ready()
  return app
}

function registerTable(app: FastifyInstance, deps: ApiDeps): void {
  const handlers: Handlers<Exclude<EndpointName, 'live'>> = {
    ...accessRoutes(deps),
    ...profileRoutes(deps),
    ...signInRoutes(deps),
    ...secondFactorRoutes(deps),
    ...passkeyRoutes(deps),
    ...peopleRoutes(deps),
    ...personSignInRoutes(deps),
    ...auditRoutes(deps),
    ...keyRoutes(deps),
    ...tokenRoutes(deps),
    ...instanceReadingRoutes(deps),
    ...instanceDoingRoutes(deps),
    ...nameCheckRoutes(deps),
    ...helperRoutes(deps),
    ...logRoutes(deps),
    ...metricsRoutes(deps),
    ...moveRoutes(deps),
    ...nameRoutes(deps),
    ...copyInstanceRoutes(deps),
    ...keptCopyRoutes(deps),
    ...playingRoutes(deps),
    ...networkRoutes(deps),
    ...settingsRoutes(deps),
    ...scaleRoutes(deps),
    ...openRoutes(deps),
    ...fileRoutes(deps),
    ...deploymentRoutes(deps),
    ...versionRoutes(deps),
    ...operationRoutes(deps),
    ...managerRoutes(deps, app),
    ...mailRoutes(deps),
    ...forgottenRoutes(deps, app),
  }
  const writeAudit = auditWriter(deps.store)
  for (const [name, handler] of Object.entries(handlers)) {
    registerEndpoint(app, deps, { endpoint: endpoints[name as EndpointName], handler: handler as AnyHandler, writeAudit })
  }
}

const uploadTypes = ['application/octet-stream', 'application/x-tar']

/** JSON, and streams of files that are handed on as they come. */
function understandBodies(app: FastifyInstance): void {
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser(uploadTypes, (_request, payload, done) => done(null, payload))
}

function answerProblems(app: FastifyInstance, { logger }: ApiDeps): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error, logger)
    if (request.audit) request.audit.code = problem.code
    if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', problem.retryAfterSeconds)
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
    return answerProblem(reply, problem)
  })
  app.setNotFoundHandler((request) => {
    throw new ManagerError('not_found', `There is nothing at ${request.method} ${request.url.split('?')[0]?.slice(0, 200)}.`)
  })
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    reply.header('x-content-type-options', 'nosniff')
  })
}

const answerProblem = (reply: FastifyReply, problem: Problem): FastifyReply =>
  reply.code(problem.status).type('application/problem+json').send(problem)

const toDocumentHead = ({ version, settings }: ApiDeps) => ({
  openapi: '3.1.0',
  info: { title: 'oTree Manager', version },
  servers: [{ url: settings.publicUrl }],
  components: { securitySchemes: { token: { type: 'http' as const, scheme: 'bearer' } } },
  security: [{ token: [] }],
})
