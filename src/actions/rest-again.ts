import type { Deps } from '../domain/deps.ts'
import type { InstanceId } from '../domain/names.ts'

/** Of an instance that is not to run, nothing runs after an operation was undone that had started its database. */
export async function restAgain({ store, engine }: Pick<Deps, 'store' | 'engine'>, id: InstanceId): Promise<void> {
  const { wanted, trashedAt } = await store.instances.getById(id)
  if (wanted === 'stopped' || trashedAt !== null) await engine.stopDatabase(id)
}
