import type { Deps } from '../domain/deps.ts'
import type { Instance } from '../domain/instance.ts'
import type { OperationDefinition } from '../domain/operation.ts'
import { handOver } from './hand-over.ts'
import { tellKept } from './kept-files.ts'
import { stopProcesses } from './processes.ts'
import { restAgain } from './rest-again.ts'
import { getActiveDeployment, toInstanceSpec, toProcessId, toRunSpec } from './specs.ts'

/** What is to be otherwise from then on. */
export interface RestartInput {
  readonly network?: Instance['network']
  readonly limits?: Instance['limits']
}

/** Restarts an instance; its visitors notice nothing: the successor boots beside its predecessor, and takes over between two requests. */
export const restartInstance = (deps: Deps): OperationDefinition<RestartInput> => ({
  kind: 'restart-instance',
  deadlineMs: 180_000,

  async run({ instanceId, operationId, step, log, commit }, { network, limits }) {
    const update = { ...(network === undefined ? {} : { network }), ...(limits === undefined ? {} : { limits }) }
    const instance = { ...(await deps.store.instances.getById(instanceId)), ...update }
    const deployment = await getActiveDeployment(deps, instance)
    const successorId = toProcessId(operationId)
    const spec = await toInstanceSpec(deps, instance)
    await step('Make sure that the database runs', (signal) => deps.engine.startDatabase(spec, signal))
    const run = await toRunSpec(deps, { instance, deployment, processId: successorId })
    await step('Start the successor, wait until it is ready', (signal) => deps.engine.start(run, signal))
    await commit()
    await step('Hand over', () => handOver(deps, { instance, successorId, update }))
    tellKept(log, instance, await step('Stop the predecessor', () => stopProcesses(deps, instanceId, successorId)))
  },

  async undo({ instanceId, operationId }) {
    await deps.engine.stop(instanceId, toProcessId(operationId))
    await restAgain(deps, instanceId)
  },
})
