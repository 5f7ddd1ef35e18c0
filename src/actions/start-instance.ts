import type { Deps } from '../domain/deps.ts'
import type { InstanceId } from '../domain/names.ts'
import type { OperationDefinition } from '../domain/operation.ts'
import { announce } from './announce.ts'
import { listProcesses } from './processes.ts'
import { getActiveDeployment, toInstanceSpec, toProcessId, toRunSpec } from './specs.ts'

/** Starts a stopped or crashed instance: its database, then oTree with the code deployed last. */
export const startInstance = (deps: Deps): OperationDefinition => ({
  kind: 'start-instance',
  deadlineMs: 180_000,

  async run(context) {
    const { instanceId, operationId, step } = context
    const instance = await deps.store.instances.getById(instanceId)
    const spec = await toInstanceSpec(deps, instance)
    await step('Start the database', (signal) => deps.engine.startDatabase(spec, signal))
    if (instance.deploymentId === null) return becomeReadyForDeployment(deps, instanceId)
    await context.commit()

    const living = await findLivingProcess(deps, instanceId, instance.processId)
    const processId = living ?? toProcessId(operationId)
    if (living === null) {
      await deps.store.instances.update(instanceId, { state: 'starting', wanted: 'running', processId: null })
      await announce(deps, instanceId)
      const deployment = await getActiveDeployment(deps, instance)
      const run = await toRunSpec(deps, { instance, deployment, processId })
      await failing(deps, instanceId, () => step('Start oTree', (signal) => deps.engine.start(run, signal)))
    }
    await step('Let visitors in', async () => {
      await deps.store.instances.update(instanceId, { state: 'ready', wanted: 'running', processId, failure: null })
      await announce(deps, instanceId)
      await deps.engine.activate(instanceId, processId)
    })
  },

  async undo() {
    // Before the commit only a database was started, which does no harm.
  },
})

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
