import type { Deps } from '../domain/deps.ts'
import type { Capabilities } from '../domain/engine.ts'
import { ManagerError } from '../domain/error.ts'
import type { Instance, Limits } from '../domain/instance.ts'
import { type ChosenLimits, findTooTight } from '../domain/limits.ts'
import type { OperationContext, OperationDefinition } from '../domain/operation.ts'
import { announce } from './announce.ts'
import { restartInstance } from './restart-instance.ts'
import { toProcessId } from './specs.ts'

export interface ScaleInput {
  readonly limits: ChosenLimits
  /** As they were when this was asked for. */
  readonly from: Limits
}

/** Gives an instance other limits: at once, beneath what runs, as far as the machine can; the largest file that oTree may write is only said to a process at
 * its start, so for more or less disk it is restarted by hand-over. */
export const scaleInstance = (deps: Deps): OperationDefinition<ScaleInput> => ({
  kind: 'scale-instance',
  deadlineMs: 180_000,

  async run(context, input) {
    const instance = await deps.store.instances.getById(context.instanceId)
    const limits: Limits = { ...instance.limits, ...input.limits }
    await context.step('Look at what it takes', () => assertEnough(deps, instance, input.limits))
    await context.step('Set the limits', () => deps.engine.setLimits(instance.id, limits))
    await tellHow(deps, context, instance)
    if (isRestartNeeded(instance, input)) {
      context.log('The size of files is said to a process at its start, so oTree is restarted; visitors notice nothing.')
      return restartInstance(deps).run(context, { limits })
    }
    await context.commit()
    await deps.store.instances.update(instance.id, { limits })
    await announce(deps, instance.id)
  },

  async undo({ instanceId, operationId }) {
    await deps.engine.stop(instanceId, toProcessId(operationId))
    const { limits } = await deps.store.instances.getById(instanceId)
    await deps.engine.setLimits(instanceId, limits)
  },
})

const isRestartNeeded = ({ processId }: Instance, { limits: { diskMib }, from }: ScaleInput): boolean =>
  processId !== null && diskMib !== undefined && diskMib !== from.diskMib

/** @throws ManagerError `conflict` when what runs takes more already */
async function assertEnough({ engine }: Deps, { id, name, processId }: Instance, chosen: ChosenLimits): Promise<void> {
  const { memoryMib, diskMib } = await engine.statistics(id)
  const fault = findTooTight(name, chosen, { memoryMib: processId === null ? 0 : memoryMib, diskMib })
  if (fault !== undefined) throw new ManagerError('conflict', fault)
}

async function tellHow({ engine }: Deps, { log }: OperationContext, instance: Instance): Promise<void> {
  const capabilities = await engine.capabilities()
  const own = [capabilities, ...(capabilities.others ?? [])].find((each: Capabilities) => each.engine === instance.engine)
  if (own?.memoryLimit === false)
    log('This machine does not let memory and processor time be limited: they are written down, and nothing enforces them.')
  else
    log(
      instance.processId === null
        ? 'The limits hold from the next start on.'
        : 'Memory and processor time are limited anew, without a restart.',
    )
}
