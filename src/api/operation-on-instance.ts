import type { Operation } from '../domain/operation.ts'
import type { Store } from '../domain/store.ts'

/** An operation with what people call its instance by. */
export interface OperationOnInstance {
  readonly operation: Operation
  readonly name: string
  /** null: nobody's any more, so only super-users see it. */
  readonly owner: string | null
}

/** The instance of an undone creation is gone; the operation's own input still tells how it was to be called. */
export async function withInstance(store: Pick<Store, 'instances'>, operation: Operation): Promise<OperationOnInstance> {
  const instance = await store.instances.findById(operation.instanceId)
  if (instance) return { operation, name: instance.name, owner: instance.owner }
  const { name, owner } = operation.input
  return {
    operation,
    name: typeof name === 'string' ? name : operation.instanceId,
    owner: typeof owner === 'string' ? owner : null,
  }
}
