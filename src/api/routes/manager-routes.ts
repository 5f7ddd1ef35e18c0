import type { FastifyInstance } from 'fastify'
import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'
import { toHealth } from '../health/health.ts'

export const managerRoutes = (deps: ApiDeps, app: FastifyInstance): Handlers<'health' | 'openapi'> => ({
  health: ({ query }) => toHealth(deps, { withNetwork: query.network === 'true' }),

  async openapi() {
    return app.swagger() as { openapi: string }
  },
})
