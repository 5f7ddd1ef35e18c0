import type { Deps } from '../domain/deps.ts'
import type { InstanceId } from '../domain/names.ts'

/** Tells the gateway and every open window that something about an instance is different now. */
export async function announce(deps: Deps, id: InstanceId): Promise<void> {
  await deps.publishRoutes()
  const { name, owner } = await deps.store.instances.getById(id)
  deps.events.publish({ topic: 'instance', name, owner })
}
