import type { Deps } from '../domain/deps.ts'
import type { Freed } from '../domain/engine.ts'
import { keptDeployments } from './kept-deployments.ts'

/** Lets the engine remove what was installed and is needed by no deployment of any instance any more, also not by one in the trash. */
export async function tidyEnvironments({ store, engine }: Pick<Deps, 'store' | 'engine'>): Promise<Freed> {
  const needed = new Set<string>()
  for (const instance of await store.instances.list({ withTrashed: true })) {
    const active = instance.deploymentId === null ? undefined : await store.deployments.find(instance.deploymentId)
    const kept = keptDeployments(await store.deployments.list(instance.id), instance)
    for (const { artifact } of active ? [active, ...kept] : kept) if (artifact !== null) needed.add(artifact.environment)
  }
  return engine.tidy(needed)
}
