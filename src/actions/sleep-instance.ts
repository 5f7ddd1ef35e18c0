import type { Deps } from '../domain/deps.ts'
import type { OperationDefinition } from '../domain/operation.ts'
import { stopEverything } from './stop-instance.ts'
import { whyAwake } from './why-awake.ts'

/** Lets an instance where nobody is rest: oTree stops, then its database. Whoever comes wakes it (`src/reconciler/waker.ts`).
 * @see docs/decisions/0111-sleep-and-wake.md */
export const sleepInstance = (deps: Deps): OperationDefinition => ({
  kind: 'sleep-instance',
  deadlineMs: 120_000,
  async run(context) {
    const instance = await deps.store.instances.getById(context.instanceId)
    // also when this goes on after a crash: somebody may have come meanwhile
    const reason = instance.state === 'asleep' ? null : await context.step('Look whether anybody is there', () => whyAwake(deps, instance))
    if (reason !== null) return context.log(`It stays awake: ${reason}`)
    await context.commit()
    await stopEverything(deps, context, instance, { state: 'asleep', wanted: 'running' })
  },
  undo: async () => undefined,
})
