import type { Deps } from '../domain/deps.ts'
import type { Instance } from '../domain/instance.ts'
import type { OperationContext, OperationDefinition } from '../domain/operation.ts'
import { announce } from './announce.ts'
import { whileNothingIsServed } from './hand-over.ts'
import { stopProcesses } from './processes.ts'

/** Stops oTree, then its database. Everything is kept. */
export const stopInstance = (deps: Deps): OperationDefinition => ({
  kind: 'stop-instance',
  deadlineMs: 120_000,
  async run(context) {
    await context.commit()
    const instance = await deps.store.instances.getById(context.instanceId)
    await stopEverything(deps, context, instance, { state: 'stopped', wanted: 'stopped' })
  },
  undo: async () => undefined,
})

/** Ends all processes of an instance and its database; it is in `state` afterwards. Visitors see the page of that state at once. */
export async function stopEverything(
  deps: Deps,
  { step }: OperationContext,
  instance: Instance,
  { state, wanted }: Pick<Instance, 'state' | 'wanted'>,
): Promise<void> {
  await deps.store.instances.update(instance.id, { wanted })
  await step('Stop oTree', () =>
    whileNothingIsServed(deps, instance, async () => {
      await stopProcesses(deps, instance.id)
      await deps.store.instances.update(instance.id, { processId: null, ...(instance.state === state ? {} : { state }), failure: null })
      await announce(deps, instance.id)
    }),
  )
  await step('Stop the database', () => deps.engine.stopDatabase(instance.id))
}
