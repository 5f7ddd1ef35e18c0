import type { Deployment } from '../domain/deployment.ts'
import type { Deps } from '../domain/deps.ts'
import type { InstanceSpec, RunSpec } from '../domain/engine.ts'
import { ManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import type { OperationId } from '../domain/operation.ts'
import { toOtreeEnvironment } from '../otree/environment.ts'

/** What the engine needs to know of the instance. */
export async function toInstanceSpec({ store }: Pick<Deps, 'store'>, instance: Instance): Promise<InstanceSpec> {
  const { id, engine, uid, limits, network } = instance
  const { databasePassword, databaseAdminPassword } = await store.instances.getSecrets(id)
  return { id, engine, uid, limits, network, secrets: { databasePassword, databaseAdminPassword } }
}

/** How one process of a deployment is run. @throws ManagerError `conflict` when the deployment was never built */
export async function toRunSpec(deps: Pick<Deps, 'store'>, request: RunRequest): Promise<RunSpec> {
  const { instance, deployment, processId } = request
  if (deployment.artifact === null) {
    throw new ManagerError('conflict', `Deployment ${deployment.id} of "${instance.name}" was never built. Deploy the code again.`)
  }
  return {
    instance: await toInstanceSpec(deps, instance),
    processId,
    artifact: deployment.artifact,
    environment: toOtreeEnvironment(instance, await deps.store.instances.getSecrets(instance.id)),
  }
}

export interface RunRequest {
  readonly instance: Instance
  readonly deployment: Deployment
  readonly processId: string
}

/** The process that an operation starts: the same one when the operation is run again after a crash. */
export const toProcessId = (operation: OperationId): string => `p${operation.slice(1, 9)}`

/** The deployment that serves visitors. @throws ManagerError `conflict` before the first one */
export async function getActiveDeployment({ store }: Pick<Deps, 'store'>, instance: Instance): Promise<Deployment> {
  if (instance.deploymentId === null) {
    throw new ManagerError(
      'conflict',
      `"${instance.name}" has no code yet. Deploy a project first: git push, or otm deploy ${instance.name} DIR.`,
    )
  }
  return store.deployments.get(instance.deploymentId)
}
