import type { Deps } from '../domain/deps.ts'
import type { OperationDefinition } from '../domain/operation.ts'
import { startInstance } from './start-instance.ts'

/** Takes an instance out of the trash and starts it as it was. */
export const restoreInstance = (deps: Deps): OperationDefinition => ({
  kind: 'restore-instance',
  deadlineMs: 180_000,
  async run(context, input) {
    const instance = await deps.store.instances.getById(context.instanceId)
    if (instance.state === 'trashed') {
      await deps.store.instances.update(instance.id, { trashedAt: null, state: 'stopped', wanted: 'running' })
    }
    await startInstance(deps).run(context, input)
  },
  async undo({ instanceId }) {
    const instance = await deps.store.instances.getById(instanceId)
    if (instance.trashedAt === null) {
      await deps.store.instances.update(instanceId, { trashedAt: new Date().toISOString(), state: 'trashed', wanted: 'stopped' })
    }
  },
})
