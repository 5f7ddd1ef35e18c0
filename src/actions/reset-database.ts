import type { Deps } from '../domain/deps.ts'
import type { Instance } from '../domain/instance.ts'
import type { OperationContext, OperationDefinition } from '../domain/operation.ts'
import { announce } from './announce.ts'
import { handOver, whileNothingIsServed } from './hand-over.ts'
import { forgetCopy, keepCopy } from './keep-copy.ts'
import { stopProcesses } from './processes.ts'
import { restAgain } from './rest-again.ts'
import { getActiveDeployment, toInstanceSpec, toProcessId, toRunSpec } from './specs.ts'
import { failing } from './start-instance.ts'

/** Deletes all sessions and data. A copy is written first, always, and kept. What ran runs again; what was stopped stays so. */
export const resetDatabase = (deps: Deps): OperationDefinition => ({
  kind: 'reset-database',
  deadlineMs: 600_000,

  async run(context) {
    const instance = await deps.store.instances.getById(context.instanceId)
    // After a crash: what visitors wrote since they were let in is not emptied once more.
    if (instance.processId === toProcessId(context.operationId)) return letInAgain(deps, instance, context)
    await empty(deps, instance, context)
  },

  /** Nothing was emptied yet: oTree goes on with the data as they were. */
  async undo(context) {
    const { instanceId, operationId } = context
    const instance = await deps.store.instances.getById(instanceId)
    await forgetCopy(deps, instanceId, operationId)
    if (isToRun(instance) && instance.processId === null) await startAgain(deps, instance, context)
    await restAgain(deps, instanceId)
  },
})

async function empty(deps: Deps, instance: Instance, context: OperationContext): Promise<void> {
  const { operationId, step, log, commit } = context
  const spec = await toInstanceSpec(deps, instance)
  await step('Start the database', (signal) => deps.engine.startDatabase(spec, signal))
  await whileNothingIsServed(deps, instance, async () => {
    await step('Stop oTree', () => stopOtree(deps, instance))
    const copy = await step('Keep a copy of all data', (signal) => keepCopy(deps, spec, { operationId, signal }))
    log(`A copy of all data is kept in the data directory: ${copy}`)
    await commit()
    await step('Empty the database', (signal) => deps.engine.resetDatabase(spec, signal))
    if (isToRun(instance)) await startAgain(deps, { ...instance, processId: null }, context)
  })
  if (instance.state === 'stopped') await step('Stop the database', () => deps.engine.stopDatabase(instance.id))
}

const isToRun = ({ deploymentId, wanted }: Instance): boolean => deploymentId !== null && wanted === 'running'

/** Whoever comes while nothing runs reads that the study is being started, also when the manager dies here. */
async function stopOtree(deps: Deps, instance: Instance): Promise<void> {
  await stopProcesses(deps, instance.id)
  if (!isToRun(instance)) return
  await deps.store.instances.update(instance.id, { state: 'starting', processId: null })
  await announce(deps, instance.id)
}

async function startAgain(deps: Deps, instance: Instance, { operationId, step }: OperationContext): Promise<void> {
  const deployment = await getActiveDeployment(deps, instance)
  const successorId = toProcessId(operationId)
  const run = await toRunSpec(deps, { instance, deployment, processId: successorId })
  await failing(deps, instance.id, () => step('Start oTree', (signal) => deps.engine.start(run, signal)))
  await step('Let visitors in', () => handOver(deps, { instance, successorId, update: {} }))
}

async function letInAgain(deps: Deps, instance: Instance, { operationId, step }: OperationContext): Promise<void> {
  await step('Let visitors in', async () => {
    await announce(deps, instance.id)
    await deps.engine.activate(instance.id, toProcessId(operationId))
  })
}
