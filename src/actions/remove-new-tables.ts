import type { DeploymentId } from '../domain/deployment.ts'
import type { Deps } from '../domain/deps.ts'
import type { Instance } from '../domain/instance.ts'
import type { OperationContext } from '../domain/operation.ts'
import { dropEmptyTables } from './compare-database.ts'
import { toInstanceSpec } from './specs.ts'

/** oTree makes the tables of a version as soon as that boots. When it is given up they go again: left behind, they would not fit what the next version has
 * under the same names, and that would be refused although nobody's data are in them. What the version that serves declares stays, and what is not empty. */
export async function removeNewTables(deps: Deps, { instanceId, signal, log }: OperationContext, id: DeploymentId): Promise<void> {
  const instance = await deps.store.instances.getById(instanceId)
  const names = await findNewTables(deps, instance, id)
  if (names.length === 0) return
  try {
    const spec = await toInstanceSpec(deps, instance)
    await deps.engine.startDatabase(spec, signal)
    await dropEmptyTables(deps.engine.database(spec), names)
  } catch {
    log('Tables that only the new version had stay in the database, empty.') // what serves visitors does not look at them
  }
}

async function findNewTables({ store }: Deps, { deploymentId }: Instance, id: DeploymentId): Promise<readonly string[]> {
  const tablesOf = async (each: DeploymentId): Promise<object | undefined> => (await store.deployments.find(each))?.inspection?.tables
  const [tried = {}, served] = await Promise.all([tablesOf(id), deploymentId === null ? {} : tablesOf(deploymentId)])
  return served === undefined ? [] : Object.keys(tried).filter((name) => !Object.hasOwn(served, name))
}
