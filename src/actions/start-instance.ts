import type { Deps } from '../domain/deps.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import type { OperationContext, OperationDefinition } from '../domain/operation.ts'
import { announce } from './announce.ts'
import { listProcesses } from './processes.ts'
import { restAgain } from './rest-again.ts'
import { getActiveDeployment, toInstanceSpec, toProcessId, toRunSpec } from './specs.ts'

/** Starts a stopped or crashed instance: its database, then oTree with the code deployed last. */
export const startInstance = (deps: Deps): OperationDefinition => ({
  kind: 'start-instance',
  deadlineMs: 180_000,

  run: (context) => bringUp(deps, context),
  undo: ({ instanceId }) => restAgain(deps, instanceId),
})

/** Before the commit only its database is started.
 * @param committed  is done just after it */
export async function bringUp(
  deps: Deps,
  context: OperationContext,
  committed: () => Promise<void> = async () => undefined,
): Promise<void> {
  const { instanceId, step } = context
  const instance = await deps.store.instances.getById(instanceId)
  const spec = await toInstanceSpec(deps, instance)
  await step('Start the database', (signal) => deps.engine.startDatabase(spec, signal))
  await context.commit()
  await committed()
  if (instance.deploymentId === null) return becomeReadyForDeployment(deps, instanceId)

  const processId = (await findLivingProcess(deps, instanceId, instance.processId)) ?? (await startOtree(deps, context, instance))
  await step('Let visitors in', async () => {
    await deps.store.instances.update(instanceId, { state: 'ready', wanted: 'running', processId, failure: null })
    await announce(deps, instanceId)
    await deps.engine.activate(instanceId, processId)
  })
}

/** @returns the process */
async function startOtree(deps: Deps, { operationId, step }: OperationContext, instance: Instance): Promise<string> {
  const processId = toProcessId(operationId)
  await deps.store.instances.update(instance.id, { state: 'starting', wanted: 'running', processId: null })
  await announce(deps, instance.id)
  const deployment = await getActiveDeployment(deps, instance)
  const run = await toRunSpec(deps, { instance, deployment, processId })
  await failing(deps, instance.id, () => step('Start oTree', (signal) => deps.engine.start(run, signal)))
  return processId
}

async function becomeReadyForDeployment(deps: Deps, id: InstanceId): Promise<void> {
  await deps.store.instances.update(id, { state: 'ready-for-deployment', wanted: 'running', failure: null })
  await announce(deps, id)
}

async function findLivingProcess(deps: Deps, id: InstanceId, processId: string | null): Promise<string | null> {
  const processes = await listProcesses(deps, id)
  return processes.some((process) => process.processId === processId) ? processId : null
}

/** Does `work`; when it fails, the instance says so to everybody who looks at it. */
export async function failing<T>(deps: Deps, id: InstanceId, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    await deps.store.instances.update(id, { state: 'failed', processId: null, failure })
    await announce(deps, id)
    throw error
  }
}
