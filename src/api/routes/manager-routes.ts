import type { FastifyInstance } from 'fastify'
import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'
import { toHealth } from '../health/health.ts'

export const managerRoutes = (deps: ApiDeps, app: FastifyInstance): Handlers<'listAudit' | 'health' | 'openapi'> => ({
  async listAudit({ query }) {
    const { items, next } = await deps.store.audit.page(query.cursor ?? null, query.limit)
    return { items: [...items], next }
  },

  health: ({ query }) => toHealth(deps, { withNetwork: query.network === 'true' }),

  async openapi() {
    return app.swagger() as { openapi: string }
  },
})
