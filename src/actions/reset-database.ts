import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Deps } from '../domain/deps.ts'
import type { Instance } from '../domain/instance.ts'
import type { OperationDefinition, OperationId } from '../domain/operation.ts'
import { handOver, whileNothingIsServed } from './hand-over.ts'
import { stopProcesses } from './processes.ts'
import { getActiveDeployment, toInstanceSpec, toProcessId, toRunSpec } from './specs.ts'

/** Deletes all sessions and data. A copy is written first, always, and kept. */
export const resetDatabase = (deps: Deps): OperationDefinition => ({
  kind: 'reset-database',
  deadlineMs: 600_000,

  async run({ instanceId, operationId, step, log, commit }) {
    const instance = await deps.store.instances.getById(instanceId)
    const spec = await toInstanceSpec(deps, instance)
    const copy = join(await makeBackupDir(deps, instance), `before-reset-${operationId}.dump`)
    await step('Start the database', (signal) => deps.engine.startDatabase(spec, signal))
    await whileNothingIsServed(deps, instance, async () => {
      await step('Stop oTree', () => stopProcesses(deps, instance.id))
      await step('Keep a copy of all data', (signal) => deps.engine.dump(spec, copy, signal))
      log(`A copy of all data is kept in ${copyName(operationId)}.`)
      await commit()
      await step('Empty the database', (signal) => deps.engine.resetDatabase(spec, signal))
      if (instance.deploymentId !== null) await startAgain(deps, instance, operationId, step)
    })
  },

  /** Nothing was emptied yet: oTree goes on with the data as they were. */
  async undo({ instanceId, operationId }) {
    const instance = await deps.store.instances.getById(instanceId)
    if (instance.deploymentId !== null && instance.wanted === 'running') {
      await startAgain(deps, instance, operationId, (_title, work) => work(new AbortController().signal))
    }
  },
})

const copyName = (operationId: OperationId): string => `before-reset-${operationId}.dump`

async function makeBackupDir({ settings }: Deps, { id }: Instance): Promise<string> {
  const directory = join(settings.dataDir, 'backups', id)
  await mkdir(directory, { recursive: true, mode: 0o700 })
  return directory
}

type Step = <T>(title: string, work: (signal: AbortSignal) => Promise<T>) => Promise<T>

async function startAgain(deps: Deps, instance: Instance, operationId: OperationId, step: Step): Promise<void> {
  const deployment = await getActiveDeployment(deps, instance)
  const successorId = toProcessId(operationId)
  const run = await toRunSpec(deps, { instance, deployment, processId: successorId })
  await step('Start oTree', (signal) => deps.engine.start(run, signal))
  await step('Let visitors in', () => handOver(deps, { instance: { ...instance, processId: null }, successorId, update: {} }))
}
