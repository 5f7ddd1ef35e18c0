import { ManagerError } from '../domain/error.ts'
import { type Instance, type InstanceState, legalMoves } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import type { InstanceUpdate } from '../domain/store.ts'
import type { Connection, StoreContext } from './context.ts'
import { assertNameIsFree, changeName } from './instance-names.ts'
import { missing, rowById, toInstance, toInstanceColumns } from './instance-row.ts'

/** Changes columns of an instance, its state only along the legal moves. */
export async function updateInstance(
  { now }: StoreContext,
  connection: Connection,
  id: InstanceId,
  update: InstanceUpdate,
): Promise<Instance> {
  const before = toInstance((await rowById(connection, id)) ?? missing(id))
  const after: Instance = { ...before, ...update }
  assertMayMove(before, after.state)
  if (after.name !== before.name || (before.trashedAt !== null && after.trashedAt === null)) {
    await assertNameIsFree(connection, { name: after.name, at: now(), by: id })
  }
  if (after.name !== before.name) await changeName(connection, { id, from: before.name, to: after.name, at: now() })
  await connection.updateTable('instance').set(toInstanceColumns(after)).where('id', '=', id).execute()
  return after
}

/** @throws ManagerError `conflict` when the table of legal moves does not know the move */
function assertMayMove({ name, state }: Instance, next: InstanceState): void {
  const moves: readonly InstanceState[] = legalMoves[state]
  if (next === state || moves.includes(next)) return
  throw new ManagerError('conflict', `The instance "${name}" is ${state} and cannot become ${next}. Reload the page and try again.`, {
    state,
    next,
  })
}
