import type { ApiDeps } from '../api-deps.ts'
import type { Handlers } from '../handler.ts'
import { startOperation } from '../start-operation.ts'

export const networkRoutes = (deps: ApiDeps): Handlers<'setNetwork'> => ({
  /** Holds from the next start on, which is at once where something runs. */
  async setNetwork({ caller, thing, body: { network }, audit, request }) {
    audit({ detail: network })
    if (thing.processId !== null) return startOperation(deps, { caller, thing, audit, request }, 'restart-instance', { network })
    await deps.store.instances.update(thing.id, { network })
    deps.events.publish({ topic: 'instance', name: thing.name, owner: thing.owner })
    return { operation: null }
  },
})
