import type { Deployment, Inspection } from '../domain/deployment.ts'
import type { Deps } from '../domain/deps.ts'
import type { Instance } from '../domain/instance.ts'
import type { SettingsChange } from '../domain/instance-settings.ts'
import type { OperationContext } from '../domain/operation.ts'
import type { Effect } from '../domain/store.ts'
import { inspectProject } from '../otree/inspection.ts'
import { announce } from './announce.ts'
import type { ChangeInput } from './change-input.ts'
import { handOver } from './hand-over.ts'
import { tellKept } from './kept-files.ts'
import { stopProcesses } from './processes.ts'
import { getActiveDeployment, readEnvironment, toInstanceSpec, toProcessId, toRunSpec } from './specs.ts'

/** Brings a change of settings into effect: the code is imported by the new settings, a successor boots with them, and takes over between two requests of
 * visitors. In the same moment, in one transaction, the store says so: whenever the manager dies, what runs and what is written down are both old or both
 * new. What does not run takes them at its next start.
 * @see docs/decisions/0102-changes-of-settings.md */
export async function bringIntoEffect(deps: Deps, context: OperationContext, { changeId }: ChangeInput): Promise<void> {
  const instance = await deps.store.instances.getById(context.instanceId)
  const change = await deps.store.instanceSettings.findProposed(instance.id, changeId)
  if (change === undefined) return finish(deps, context, instance)
  await bring(deps, context, { instance, change, changeId })
}

/** Nothing was in effect yet. The change is forgotten last: one that is gone while its operation goes on is in effect. */
export async function leaveAsItWas(deps: Deps, { instanceId, operationId }: OperationContext, { changeId }: ChangeInput): Promise<void> {
  await deps.engine.stop(instanceId, toProcessId(operationId))
  await deps.store.instanceSettings.drop(instanceId, changeId)
}

interface Change {
  readonly instance: Instance
  readonly change: SettingsChange
  readonly changeId: string
}

async function bring(deps: Deps, context: OperationContext, request: Change): Promise<void> {
  const { instance, change } = request
  const environment = await readEnvironment(deps, instance, change)
  if (instance.deploymentId === null) return note(deps, context, request, { update: {}, inspected: null })
  const deployment = await getActiveDeployment(deps, instance)
  const inspection = await inspect(deps, context, { instance, deployment, environment })
  if (change.adminPassword !== undefined && !inspection.adminPasswordFromEnvironment) context.log(withoutEffect)
  const effect: Effect = { update: {}, inspected: { deploymentId: deployment.id, inspection } }
  if (instance.wanted === 'stopped') return note(deps, context, request, effect)
  await succeed(deps, context, { ...request, deployment, environment, effect })
}

const withoutEffect =
  'settings.py sets ADMIN_PASSWORD itself, so oTree goes on using that one, and this password has no effect. Remove that line and deploy again.'

interface Inspecting {
  readonly instance: Instance
  readonly deployment: Deployment
  readonly environment: Readonly<Record<string, string>>
}

/** Rooms, and the key that signs cookies, can be others by these settings. */
async function inspect(deps: Deps, context: OperationContext, { instance, deployment, environment }: Inspecting): Promise<Inspection> {
  const { artifact } = deployment
  if (artifact === null) throw new Error(`The deployment ${deployment.id} serves visitors, and was never built.`)
  const spec = await toInstanceSpec(deps, instance)
  return context.step('Import the code', (signal) => inspectProject(deps.engine, { instance: spec, artifact, environment }, signal))
}

/** Where nothing runs. */
async function note(deps: Deps, context: OperationContext, { instance, changeId }: Change, effect: Effect): Promise<void> {
  await context.commit()
  await context.step('Write the settings down', () => deps.store.instanceSettings.apply(instance.id, changeId, effect))
  await announce(deps, instance.id)
  context.log(
    instance.deploymentId === null
      ? `${instance.name} has no code yet; it will be run by these settings.`
      : `${instance.name} does not run; these settings hold from its next start on.`,
  )
}

interface Succession extends Change, Inspecting {
  readonly effect: Effect
}

async function succeed(deps: Deps, context: OperationContext, request: Succession): Promise<void> {
  const { instance, deployment, environment, changeId, effect } = request
  const successorId = toProcessId(context.operationId)
  const spec = await toInstanceSpec(deps, instance)
  await context.step('Make sure that the database runs', (signal) => deps.engine.startDatabase(spec, signal))
  const run = await toRunSpec(deps, { instance, deployment, processId: successorId, environment })
  await context.step('Start the successor, wait until it is ready', (signal) => deps.engine.start(run, signal))
  await context.commit()
  await context.step('Hand over', () =>
    handOver(deps, {
      instance,
      successorId,
      update: {},
      save: (update) => deps.store.instanceSettings.apply(instance.id, changeId, { ...effect, update }),
    }),
  )
  await stopPredecessor(deps, context, instance)
}

/** After a crash: it is in effect, and what is left to do is done. */
async function finish(deps: Deps, context: OperationContext, instance: Instance): Promise<void> {
  await announce(deps, instance.id)
  if (instance.processId !== toProcessId(context.operationId)) return
  await deps.engine.activate(instance.id, instance.processId)
  await stopPredecessor(deps, context, instance)
}

async function stopPredecessor(deps: Deps, { step, log, operationId }: OperationContext, instance: Instance): Promise<void> {
  tellKept(log, instance, await step('Stop the predecessor', () => stopProcesses(deps, instance.id, toProcessId(operationId))))
}
