import { ManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import type { OperationKind, Operations } from '../domain/operation.ts'

/** What the manager does by itself is an operation like any other: journalled, seen by everybody, one at a time per instance.
 * @returns a function that does it to an instance and throws `engine.unavailable` with the operation's own sentence when it failed */
export function runAsServer(operations: Operations, kind: OperationKind): (instance: Instance) => Promise<void> {
  return async ({ id, name, owner }) => {
    // by which the operation is still called when the instance is gone
    const begun = await operations.start({ kind, instanceId: id, by: 'server', input: { name, owner } })
    const { state, error } = await operations.wait(begun.id)
    if (state !== 'done')
      throw new ManagerError('engine.unavailable', error?.detail ?? 'It was not brought to its end.', { operationId: begun.id })
  }
}
