import { toInstanceUrl } from '../domain/addresses.ts'
import type { Deps } from '../domain/deps.ts'
import type { InstanceSpec } from '../domain/engine.ts'
import { ManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import type { OperationContext, OperationDefinition, OperationId } from '../domain/operation.ts'
import type { InstanceUpdate } from '../domain/store.ts'
import { newSecret } from '../lib/ids.ts'
import { announce } from './announce.ts'
import { type BuiltDeployment, inspectDeployment, installDeployment } from './build-deployment.ts'
import { whileNothingIsServed } from './hand-over.ts'
import { removePassingCopy, writePassingCopy } from './keep-copy.ts'
import { moveCopies } from './kept-copies.ts'
import type { MoveInput } from './move-input.ts'
import { listProcesses, stopProcesses } from './processes.ts'
import { getActiveDeployment, toInstanceSpec, toProcessId, toRunSpec } from './specs.ts'

/** Moves an instance to another engine: a successor is made there, with the same code, gets all data while visitors wait, and takes the name.
 * Until the switch nothing of the old one is changed but that it stands still for a moment; afterwards it is in the trash, whole.
 * @see docs/decisions/0086-moving-makes-a-successor.md */
export const moveInstance = (deps: Deps): OperationDefinition<MoveInput> => ({
  kind: 'move-instance',
  deadlineMs: 30 * 60_000,
  alsoOn: ({ instanceId, successorId }) => [instanceId, successorId],

  async run(context, input) {
    if (await hasSucceeded(deps, input)) return finish(deps, context, input)
    try {
      await move(deps, context, input)
    } catch (error) {
      // past the commit nothing is undone, but a switch that was not made leaves the old one in its place
      if (!context.signal.aborted && !(await hasSucceeded(deps, input))) await abandon(deps, context, input).catch(() => undefined)
      throw error
    }
    await finish(deps, context, input)
  },

  async undo(context, input) {
    if (await hasSucceeded(deps, input)) return finish(deps, context, input)
    await abandon(deps, context, input)
  },
})

const hasSucceeded = async ({ store }: Deps, { successorId }: MoveInput): Promise<boolean> =>
  (await store.instances.findById(successorId))?.trashedAt === null

async function move(deps: Deps, context: OperationContext, input: MoveInput): Promise<void> {
  const { step } = context
  const old = await deps.store.instances.getById(input.instanceId)
  const from = await toInstanceSpec(deps, old)
  await step('Make the new place', (signal) => makeSuccessor(deps, input, signal))
  const successor = await deps.store.instances.getById(input.successorId)
  const to = await toInstanceSpec(deps, successor)
  const deployment = old.deploymentId === null ? null : await build(deps, context, { old, successor, to, input })
  await step('Make sure that the database runs', (signal) => deps.engine.startDatabase(from, signal))
  await whileNothingIsServed(deps, old, async () => {
    await step('Stop oTree', () => stopOtree(deps, old))
    await step('Take all data along', (signal) => copyData(deps, { from, to, operationId: context.operationId }, signal))
    const processId = deployment !== null && isToRun(old) ? await start(deps, context, successor, deployment) : null
    await context.commit()
    await deps.store.instances.succeed(old.id, successor.id, toUpdate(old, deployment, processId))
    if (deployment !== null) await markActive(deps, deployment)
    await deps.publishRoutes()
  })
}

/** What an attempt before this one may have left there is made anew. */
async function makeSuccessor(deps: Deps, input: MoveInput, signal: AbortSignal): Promise<void> {
  const { instanceId, successorId, engine } = input
  if (!deps.availableEngines().includes(engine)) {
    throw new ManagerError(
      'engine.unavailable',
      `The engine "${engine}" cannot be reached at the moment. Look at "otm doctor", then try again.`,
    )
  }
  await removeSuccessor(deps, input)
  const secrets = { databasePassword: newSecret(), databaseAdminPassword: newSecret() }
  const successor = await deps.store.instances.createSuccessor(instanceId, { id: successorId, engine, secrets })
  await deps.repositories.copy(instanceId, successorId)
  await deps.engine.create(await toInstanceSpec(deps, successor), signal)
}

interface Building {
  readonly old: Instance
  readonly successor: Instance
  readonly to: InstanceSpec
  readonly input: MoveInput
}

/** The same commit, with the versions that run, as far as they fit there. */
async function build(deps: Deps, context: OperationContext, { old, successor, to, input }: Building): Promise<BuiltDeployment> {
  const active = await getActiveDeployment(deps, old)
  const { commit, source, projectFolder: folder, artifact: lock } = active
  const request = { commit, source, folder, deploymentId: input.deploymentId, quarantine: null }
  const deployment = await installDeployment(deps, context, { instance: successor, spec: to, input: request, lock })
  return inspectDeployment(deps, context, { deployment, instance: successor, spec: to })
}

const isToRun = ({ deploymentId, wanted }: Instance): boolean => deploymentId !== null && wanted === 'running'

/** Whoever comes while nothing runs reads that the study is being started, also when the manager dies here. */
async function stopOtree(deps: Deps, old: Instance): Promise<void> {
  await stopProcesses(deps, old.id)
  if (!isToRun(old)) return
  await deps.store.instances.update(old.id, { state: 'starting', processId: null })
  await announce(deps, old.id)
}

interface Copying {
  readonly from: InstanceSpec
  readonly to: InstanceSpec
  readonly operationId: OperationId
}

async function copyData(deps: Deps, { from, to, operationId }: Copying, signal: AbortSignal): Promise<void> {
  const file = await writePassingCopy(deps, from, { operationId, signal })
  await deps.engine.restore(to, file, signal)
}

async function start(
  deps: Deps,
  { operationId, step }: OperationContext,
  successor: Instance,
  deployment: BuiltDeployment,
): Promise<string> {
  const processId = toSuccessorProcessId(operationId)
  const run = await toRunSpec(deps, { instance: successor, deployment, processId })
  await step('Start oTree in the new place', (signal) => deps.engine.start(run, signal))
  return processId
}

/** Another one than that with which the old instance is started again when all is undone: routes remember processes by it. */
const toSuccessorProcessId = (operation: OperationId): string => `p${operation.slice(5, 13)}`

function toUpdate(old: Instance, deployment: BuiltDeployment | null, processId: string | null): InstanceUpdate {
  const state = processId !== null ? 'ready' : deployment === null && old.wanted === 'running' ? 'ready-for-deployment' : 'stopped'
  return { state, wanted: old.wanted, processId, deploymentId: deployment?.id ?? null, failure: null }
}

async function markActive({ store }: Deps, deployment: BuiltDeployment): Promise<void> {
  await store.deployments.save({ ...deployment, state: 'active', activeAt: new Date().toISOString() })
}

/** The new one serves; all that is left is to put the old one to rest. */
async function finish(deps: Deps, { operationId, step, log }: OperationContext, { instanceId, successorId }: MoveInput): Promise<void> {
  const { name, processId, wanted, engine, deploymentId } = await deps.store.instances.getById(successorId)
  await step('Let visitors in', async () => {
    const deployment = deploymentId === null ? undefined : await deps.store.deployments.get(deploymentId)
    if (deployment?.state === 'building') await markActive(deps, deployment as BuiltDeployment)
    await announce(deps, successorId)
    if (processId !== null) await deps.engine.activate(successorId, processId)
  })
  const trashed = await deps.store.instances.getById(instanceId)
  await step('Put the old one to rest', async () => {
    await stopProcesses(deps, instanceId)
    await deps.engine.stopDatabase(instanceId)
    if (wanted === 'stopped') await deps.engine.stopDatabase(successorId)
    await removePassingCopy(deps, instanceId, operationId)
    await moveCopies(deps.settings, instanceId, successorId)
    await announce(deps, instanceId)
  })
  log(`${name} is on the engine "${engine}" now: ${toInstanceUrl(deps.settings, name)}`)
  log(`The old one, with all data until now and the files that the project wrote, is in the trash as ${trashed.name}.`)
}

/** The old one runs on if it ran, and nothing of the successor is left. */
async function abandon(deps: Deps, context: OperationContext, input: MoveInput): Promise<void> {
  const old = await deps.store.instances.getById(input.instanceId)
  const serves = (await listProcesses(deps, old.id)).some(({ processId }) => processId === old.processId)
  // what does not start now is started again and again by the reconciler, which also says so
  if (isToRun(old) && !serves) await startAgain(deps, context, old).catch(() => context.log(`"${old.name}" could not be started at once.`))
  if (old.wanted === 'stopped') await deps.engine.stopDatabase(old.id)
  await removePassingCopy(deps, old.id, context.operationId)
  await removeSuccessor(deps, input)
}

async function removeSuccessor({ engine, repositories, store }: Deps, { successorId }: MoveInput): Promise<void> {
  if ((await store.instances.findById(successorId)) === undefined) return
  await engine.remove(successorId)
  await repositories.remove(successorId)
  await store.instances.remove(successorId)
}

async function startAgain(deps: Deps, { operationId, signal }: OperationContext, old: Instance): Promise<void> {
  const deployment = await getActiveDeployment(deps, old)
  const processId = toProcessId(operationId)
  const run = await toRunSpec(deps, { instance: old, deployment, processId })
  await deps.engine.startDatabase(run.instance, signal)
  await deps.engine.start(run, signal)
  await deps.store.instances.update(old.id, { state: 'ready', processId, failure: null })
  await announce(deps, old.id)
  await deps.engine.activate(old.id, processId)
}
