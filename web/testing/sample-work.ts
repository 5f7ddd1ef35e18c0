import type { RenameInput } from '../../src/actions/rename-instance.ts'
import type { Deps } from '../../src/domain/deps.ts'
import { ManagerError } from '../../src/domain/error.ts'
import type { OperationContext, OperationDefinition } from '../../src/domain/operation.ts'
import { hasSettings, noSettings } from '../../src/otree/check-project.ts'
import { toSampleDeployment } from './sample-deployments.ts'

type SampleStore = Pick<Deps, 'store' | 'events' | 'repositories'>

export interface SampleWork {
  /** What each step of a task waits for; default: nothing. */
  readonly during?: (signal: AbortSignal) => Promise<unknown>
  readonly isProjectBroken?: () => boolean
}

/** Operations that only change what the store says, with the steps and lines of real ones: enough to see and test pages without an oTree.
 * A deployment finds that the project is broken, if nothing else is said. */
export function sampleWork(
  { store, events, repositories }: SampleStore,
  { during = async () => undefined, isProjectBroken = () => true }: SampleWork,
): (kind: string) => OperationDefinition['run'] {
  const move = async (context: OperationContext, state: 'ready' | 'stopped' | 'trashed' | 'starting' | 'ready-for-deployment') => {
    const instance = await store.instances.update(context.instanceId, {
      state,
      failure: null,
      trashedAt: state === 'trashed' ? new Date().toISOString() : null,
    })
    events.publish({ topic: 'instance', name: instance.name, owner: instance.owner })
  }
  const pause = (title: string) => (context: OperationContext) =>
    context.step(title, async (signal) => {
      context.log(`${title} …`)
      await during(signal)
    })
  const deploy: OperationDefinition['run'] = async (context, input) => {
    for (const title of ['Take the code', 'Check the project', 'Install what it needs', 'Import the code', 'Start the new version'])
      await pause(title)(context)
    const { commit, deploymentId: id, folder } = input as { commit?: string; deploymentId: string; folder?: string | null }
    if (commit === undefined || isProjectBroken()) throw brokenProject()
    await repositories.keep(context.instanceId, commit, id, null)
    const instance = await store.instances.getById(context.instanceId)
    const projectFolder = folder === undefined ? instance.projectFolder : folder
    const facts = { instance, operationId: context.operationId, id, commit, subject: 'Upload', minutes: 0 } as const
    const tree = { paths: await repositories.listFiles(instance.id, commit, AbortSignal.timeout(10_000)), folder: projectFolder }
    if (!hasSettings(tree)) {
      const error = noSettings({ ...tree, gitignore: undefined, name: instance.name })
      await store.deployments.save(toSampleDeployment({ ...facts, state: 'failed', failure: error.message, failureCode: error.code }))
      throw error
    }
    await store.deployments.save(toSampleDeployment({ ...facts, state: 'active' }))
    await store.instances.update(context.instanceId, { deploymentId: id, projectFolder })
    await move(context, 'ready')
  }
  const tell = async (context: OperationContext): Promise<void> => {
    const { name, owner } = await store.instances.getById(context.instanceId)
    events.publish({ topic: 'instance', name, owner })
  }
  const settle: OperationDefinition['run'] = async (context, input) => {
    await pause('Import the code')(context)
    await pause('Hand over')(context)
    const { changeId } = input as { changeId: string }
    await store.instanceSettings.apply(context.instanceId, changeId, { update: {}, inspected: null })
    await tell(context)
  }
  const kinds: Record<string, OperationDefinition['run']> = {
    'create-instance': async (context) => {
      await pause('Make the database')(context)
      await repositories.create(context.instanceId)
      await move(context, 'ready-for-deployment')
    },
    'start-instance': async (context) => {
      await move(context, 'starting')
      await pause('Start oTree')(context)
      await move(context, 'ready')
    },
    'stop-instance': async (context) => {
      await pause('Stop oTree')(context)
      await pause('Stop the database')(context)
      await move(context, 'stopped')
    },
    'restart-instance': async (context) => {
      await pause('Start the successor, wait until it is ready')(context)
      await pause('Hand over')(context)
      await move(context, 'ready')
    },
    'delete-instance': async (context) => {
      await pause('Stop oTree')(context)
      await move(context, 'trashed')
    },
    'restore-instance': async (context) => {
      await pause('Start the database')(context)
      await move(context, 'stopped')
    },
    'reset-database': pause('Empty the database'),
    'move-instance': pause('Take all data along'),
    'copy-instance': async (context) => {
      await pause('Take all data along')(context)
      await move(context, 'ready-for-deployment')
    },
    'rename-instance': async (context, input) => {
      const { name, from } = input as RenameInput
      await pause('Take the new name')(context)
      const { owner } = await store.instances.update(context.instanceId, { name })
      for (const each of [name, from]) events.publish({ topic: 'instance', name: each, owner })
    },
    'purge-instance': async (context) => {
      const { name, owner } = await store.instances.getById(context.instanceId)
      await pause('Forget it')(context)
      await store.instances.purge(context.instanceId)
      events.publish({ topic: 'instance', name, owner })
    },
    'set-password': settle,
    'change-settings': settle,
    'scale-instance': async (context, input) => {
      await pause('Set the limits')(context)
      const { limits } = await store.instances.getById(context.instanceId)
      await store.instances.update(context.instanceId, { limits: { ...limits, ...(input as { limits: object }).limits } })
      await tell(context)
    },
    'deploy-instance': deploy,
  }
  return (kind) => kinds[kind] ?? pause('work')
}

const brokenProject = (): ManagerError =>
  new ManagerError(
    'project.boot_failed',
    'The new version does not start: settings.py line 12 says NameError: name "ROOM" is not defined. The version before it is still running. Correct the line and push again.',
  )
