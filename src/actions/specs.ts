import type { Deployment } from '../domain/deployment.ts'
import type { Deps } from '../domain/deps.ts'
import type { InstanceSpec, RunSpec } from '../domain/engine.ts'
import { ManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import type { SettingsChange } from '../domain/instance-settings.ts'
import type { OperationId } from '../domain/operation.ts'
import { changeVariables } from '../domain/variables.ts'
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
    environment: request.environment ?? (await readEnvironment(deps, instance)),
  }
}

export interface RunRequest {
  readonly instance: Instance
  readonly deployment: Deployment
  readonly processId: string
  /** Left out: as it is in effect. */
  readonly environment?: Readonly<Record<string, string>>
}

/** With what oTree is run: by the settings in effect, or as they would be after a change. @throws ManagerError `invalid_input` */
export async function readEnvironment(
  { store }: Pick<Deps, 'store'>,
  instance: Instance,
  change: SettingsChange = {},
): Promise<Readonly<Record<string, string>>> {
  const { authLevel = instance.authLevel, production = instance.production, adminPassword, variables = {} } = change
  const secrets = await store.instances.getSecrets(instance.id)
  const own = changeVariables(await store.instanceSettings.getVariables(instance.id), variables)
  return toOtreeEnvironment({ authLevel, production }, adminPassword === undefined ? secrets : { ...secrets, adminPassword }, own)
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
