import { isInstanceName, type Username } from '../../domain/names.ts'
import type { Operation } from '../../domain/operation.ts'
import type { Caller } from '../../domain/policy.ts'
import type { ApiDeps } from '../api-deps.ts'
import { toViewer } from '../caller.ts'
import { endpoints } from '../contract/endpoints.ts'
import type { Handlers } from '../handler.ts'
import { withInstance } from '../operation-on-instance.ts'
import { toTextStream } from '../text-stream.ts'
import { toOperationView } from '../views/operation-view.ts'

type Names = 'listOperations' | 'showOperation' | 'operationLog' | 'cancelOperation' | 'tellOperations'

export const operationRoutes = (deps: ApiDeps): Handlers<Names> => ({
  async listOperations({ caller, query }) {
    const operations = await listVisible(deps, caller, query)
    const items = await Promise.all(operations.map(async (operation) => toOperationView(await withInstance(deps.store, operation))))
    return { items, next: null }
  },

  async showOperation({ thing }) {
    return toOperationView(thing)
  },

  async operationLog({ thing, query, ...call }) {
    const reader = { ...call, endpoint: endpoints.operationLog }
    return toTextStream(deps, reader, (signal) => deps.operations.followLog(thing.operation.id, query.from, signal))
  },

  async tellOperations({ caller, body }) {
    if (caller.kind === 'person') await deps.store.operations.markTold(caller.username as Username, body.operations)
    return undefined
  },

  async cancelOperation({ thing, audit }) {
    const { id, kind } = thing.operation
    audit({ detail: `${kind} of ${thing.name}` })
    await deps.operations.cancel(id)
    return { operation: toOperationView({ ...thing, operation: await deps.store.operations.get(id) }) }
  },
})

interface ListQuery {
  readonly instance?: string | undefined
  readonly unfinished?: boolean | undefined
  readonly untold?: boolean | undefined
  readonly limit: number
}

async function listVisible({ store }: ApiDeps, caller: Caller, query: ListQuery): Promise<readonly Operation[]> {
  const { instance: name, unfinished, untold, limit } = query
  const visibleTo = toViewer(caller)
  if (untold) return caller.kind === 'person' ? store.operations.listUntold(caller.username as Username, visibleTo) : []
  const instance = name !== undefined && isInstanceName(name) ? await store.instances.findByAnyName(name) : undefined
  if (name !== undefined && !instance) return []
  return store.operations.list({
    ...(visibleTo === undefined ? {} : { visibleTo }),
    ...(instance ? { instanceId: instance.id } : {}),
    ...(unfinished === undefined ? {} : { unfinished }),
    limit,
  })
}
