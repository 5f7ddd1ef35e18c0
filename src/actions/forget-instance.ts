import type { Deps } from '../domain/deps.ts'
import type { InstanceId } from '../domain/names.ts'

/** Removes an instance whose making was given up, the name included. Done twice is done once. */
export async function forgetInstance(deps: Deps, id: InstanceId): Promise<void> {
  await deps.engine.remove(id)
  await deps.repositories.remove(id)
  const instance = await deps.store.instances.findById(id)
  await deps.store.instances.remove(id)
  await deps.publishRoutes()
  if (instance) deps.events.publish({ topic: 'instance', name: instance.name, owner: instance.owner })
}
