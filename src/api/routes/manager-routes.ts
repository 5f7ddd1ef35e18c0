import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { ApiDeps } from '../api-deps.ts'
import { toBy } from '../caller.ts'
import type { Handlers } from '../handler.ts'
import { toHealth } from '../health/health.ts'
import { gatherFamilies } from '../prometheus/families.ts'
import { writeFamilies } from '../prometheus/write-families.ts'

export const managerRoutes = (deps: ApiDeps, app: FastifyInstance): Handlers<'health' | 'tellHealth' | 'prometheus' | 'openapi'> => ({
  health: ({ query }) => toHealth(deps, { withNetwork: query.network === 'true' }),

  tellHealth: ({ caller }) => deps.healthMessages.test(toBy(caller)),

  async prometheus({ reply }) {
    const { text, contentType } = await writeFamilies(await gatherFamilies(deps))
    reply.type(contentType)
    return Readable.from([text])
  },

  async openapi() {
    return app.swagger() as { openapi: string }
  },
})
