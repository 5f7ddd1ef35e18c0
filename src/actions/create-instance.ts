import type { Deps } from '../domain/deps.ts'
import type { OperationDefinition } from '../domain/operation.ts'
import { announce } from './announce.ts'
import { forgetInstance } from './forget-instance.ts'
import { toInstanceSpec } from './specs.ts'

/** Gives a new row of the store its repository and its database. Undone, nothing of it is left, the name included. */
export const createInstance = (deps: Deps): OperationDefinition => ({
  kind: 'create-instance',
  deadlineMs: 120_000,

  async run({ instanceId, step, commit }) {
    const instance = await deps.store.instances.getById(instanceId)
    const spec = await toInstanceSpec(deps, instance)
    await step('Make the repository', () => deps.repositories.create(instanceId))
    await step('Make the database', (signal) => deps.engine.create(spec, signal))
    await commit()
    await deps.store.instances.update(instanceId, { state: 'ready-for-deployment' })
    await announce(deps, instanceId)
  },

  undo: ({ instanceId }) => forgetInstance(deps, instanceId),
})
