import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { ApiDeps } from '../api-deps.ts'
import { apiPrefix, endpoints } from '../contract/endpoints.ts'
import { isOwnOrigin, refuseForeignOrigin } from '../origin.ts'
import { LiveConnection } from './live-connection.ts'
import { LiveHub } from './live-hub.ts'

const { path, action, summary } = endpoints.live

/** Events over a WebSocket. Browsers cannot send a token with the request itself, so the first message brings it. */
export function registerLive(app: FastifyInstance, deps: ApiDeps): void {
  const hub = new LiveHub(deps)
  const trusted = deps.trust === 'server' ? ({ kind: 'server' } as const) : null
  app.addHook('onClose', async () => hub.close())
  app.route({
    method: 'GET',
    url: `${apiPrefix}${path}`,
    config: { action },
    schema: {
      summary,
      response: { 426: { description: 'Not asked for as a WebSocket', content: { 'text/plain': { schema: z.string() } } } },
    },
    onRequest: async (request) => {
      if (!isOwnOrigin(deps.settings.publicUrl, request)) refuseForeignOrigin(deps.settings.publicUrl)
    },
    handler: async (_request, reply) => reply.code(426).header('upgrade', 'websocket').send('This address is a WebSocket.'),
    wsHandler: (socket) => new LiveConnection(socket, { ...deps, hub, trusted }).open(),
  })
}
