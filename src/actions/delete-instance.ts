import type { Deps } from '../domain/deps.ts'
import type { OperationDefinition } from '../domain/operation.ts'
import { stopEverything } from './stop-instance.ts'

/** Moves an instance to the trash: it stops, and nothing of it is erased. Whether it was to run stays written down, for when it is restored. */
export const deleteInstance = (deps: Deps): OperationDefinition => ({
  kind: 'delete-instance',
  deadlineMs: 120_000,
  async run(context) {
    await context.commit()
    const instance = await deps.store.instances.getById(context.instanceId)
    const trashedAt = instance.trashedAt ?? new Date().toISOString()
    await deps.store.instances.update(instance.id, { trashedAt })
    await stopEverything(deps, context, instance, { state: 'trashed', wanted: instance.wanted })
  },
  undo: async () => undefined,
})
