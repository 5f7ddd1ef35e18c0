import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { toDataLayout } from '../config/data-layout.ts'
import type { Deps } from '../domain/deps.ts'
import { ManagerError } from '../domain/error.ts'
import type { InstanceId } from '../domain/names.ts'
import type { OperationDefinition, OperationId } from '../domain/operation.ts'
import { removeCopies } from './kept-copies.ts'

/** Deletes what is in the trash for good. Only the audit log still tells of it, and its name stays reserved as long as it would have been.
 * The row goes last, so that whatever happens the rest can be asked for again. */
export const purgeInstance = (deps: Deps): OperationDefinition => ({
  kind: 'purge-instance',
  deadlineMs: 10 * 60_000,

  async run({ instanceId, operationId, step, commit }) {
    const instance = await deps.store.instances.findById(instanceId)
    if (!instance) return // done, before the manager ended
    if (instance.state !== 'trashed') throw notInTrash(instance.name)
    await commit()
    await step('Remove code, database and logs', async () => {
      await deps.store.instances.update(instanceId, { purgeBegunAt: instance.purgeBegunAt ?? new Date().toISOString() })
      await deps.engine.remove(instanceId)
      await deps.repositories.remove(instanceId)
    })
    await step('Remove the copies of its data', () => removeCopies(deps.settings, instanceId))
    await step('Forget it', async () => {
      await forgetOperations(deps, instanceId, operationId)
      await deps.store.instances.purge(instanceId)
    })
    deps.events.publish({ topic: 'instance', name: instance.name, owner: instance.owner })
  },

  undo: async () => undefined,
})

const notInTrash = (name: string): ManagerError =>
  new ManagerError(
    'conflict',
    `"${name}" is not in the trash, so nothing was deleted. Move it to the trash first: otm instances delete ${name}`,
  )

/** With their logs, which quote the code. */
async function forgetOperations({ store, settings }: Deps, instanceId: InstanceId, besides: OperationId): Promise<void> {
  for (const { id } of await store.operations.list({ instanceId })) {
    if (id === besides) continue
    await rm(join(toDataLayout(settings.dataDir).operationLogDir, `${id}.log`), { force: true })
    await store.operations.remove(id)
  }
}
