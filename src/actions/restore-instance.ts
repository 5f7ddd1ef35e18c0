import type { Deps } from '../domain/deps.ts'
import type { InstanceId } from '../domain/names.ts'
import type { OperationDefinition } from '../domain/operation.ts'
import { assertWhole } from '../domain/trash.ts'
import { announce } from './announce.ts'
import { restAgain } from './rest-again.ts'
import { bringUp } from './start-instance.ts'

/** Takes an instance out of the trash, and starts it if it was to run when it got there. It leaves the trash with the commit: cancelled before, it lies there since when it lay there. */
export const restoreInstance = (deps: Deps): OperationDefinition => ({
  kind: 'restore-instance',
  deadlineMs: 180_000,
  async run(context) {
    const { id, name, wanted, purgeBegunAt } = await deps.store.instances.getById(context.instanceId)
    assertWhole({ name, purgeBegunAt })
    if (wanted === 'running') return bringUp(deps, context, () => leaveTrash(deps, id))
    await context.commit()
    await leaveTrash(deps, id)
    await announce(deps, id)
  },
  undo: ({ instanceId }) => restAgain(deps, instanceId),
})

async function leaveTrash({ store }: Deps, id: InstanceId): Promise<void> {
  const { state } = await store.instances.getById(id)
  if (state === 'trashed') await store.instances.update(id, { trashedAt: null, state: 'stopped' })
}
