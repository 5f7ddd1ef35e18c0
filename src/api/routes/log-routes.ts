import type { ApiDeps } from '../api-deps.ts'
import { endpoints } from '../contract/endpoints.ts'
import type { Handlers } from '../handler.ts'
import { createErrorReader } from '../read-errors.ts'
import { toTextStream, withLineEnds } from '../text-stream.ts'

/** What instances print, and the errors in it. */
export const logRoutes = (deps: ApiDeps): Handlers<'instanceLogs' | 'downloadLog' | 'listErrors'> => {
  const readErrors = createErrorReader(deps.engine)
  return {
    async instanceLogs({ thing, query, ...call }) {
      const reader = { ...call, endpoint: endpoints.instanceLogs }
      return toTextStream(deps, reader, (signal) => withLineEnds(deps.engine.logs(thing.id, query, signal)))
    },

    async downloadLog({ thing, ...call }) {
      const name = `${thing.name}-log-${new Date().toISOString().slice(0, 10)}.txt`
      call.reply.header('content-disposition', `attachment; filename="${name}"`)
      const reader = { ...call, endpoint: endpoints.downloadLog }
      return toTextStream(deps, reader, () => deps.engine.keptLog(thing.id, {}))
    },

    async listErrors({ thing }) {
      const { groups, others } = await readErrors(thing.id)
      return { items: [...groups], next: null, others }
    },
  }
}
