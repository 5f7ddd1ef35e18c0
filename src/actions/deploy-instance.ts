import { toInstanceUrl } from '../domain/addresses.ts'
import type { Deployment, DeploymentId } from '../domain/deployment.ts'
import type { Deps } from '../domain/deps.ts'
import type { InstanceSpec, RunSpec } from '../domain/engine.ts'
import { isManagerError, ManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import type { OperationContext, OperationDefinition } from '../domain/operation.ts'
import type { InstanceUpdate } from '../domain/store.ts'
import { announce } from './announce.ts'
import { type BuiltDeployment, inspectDeployment, installDeployment } from './build-deployment.ts'
import { applyToDatabase, compareDatabase, type DatabaseChange } from './compare-database.ts'
import type { DeployInput } from './deploy-input.ts'
import { handOver, whileNothingIsServed } from './hand-over.ts'
import { keptDeployments } from './kept-deployments.ts'
import { tellKept } from './kept-files.ts'
import { stopProcesses } from './processes.ts'
import { toReleaseName } from './release-name.ts'
import { removeNewTables } from './remove-new-tables.ts'
import { restAgain } from './rest-again.ts'
import { toInstanceSpec, toProcessId, toRunSpec } from './specs.ts'
import { type EarlyStart, startEarly } from './start-early.ts'

/** Brings a commit to an instance: keep its objects, check, install, inspect, compare the database, boot beside the running version, hand over.
 * Until the hand-over nothing that serves visitors has changed, so a failure leaves everything as it was. */
export const deployInstance = (deps: Deps): OperationDefinition<DeployInput> => ({
  kind: 'deploy-instance',
  deadlineMs: 30 * 60_000,

  run: (context, input) => deploy(deps, context, input),

  async undo(context, input) {
    const { instanceId, operationId } = context
    await deps.engine.stop(instanceId, toProcessId(operationId))
    await deps.repositories.forget(instanceId, input.deploymentId)
    await deps.repositories.discard(instanceId, input.commit) // an upload waits already when this begins
    await forgetReleaseOf(deps, instanceId, input.deploymentId)
    await removeNewTables(deps, context, input.deploymentId)
    await restAgain(deps, instanceId)
    await announce(deps, instanceId)
  },

  async recordFailure(instanceId, { deploymentId }, error) {
    const [deployment, instance] = [await deps.store.deployments.find(deploymentId), await deps.store.instances.findById(instanceId)]
    if (deployment?.state !== 'building' || !instance) return
    if (instance.deploymentId === deploymentId)
      await markActive(deps, instance, deploymentId) // it serves visitors all the same
    else await deps.store.deployments.save({ ...deployment, state: 'failed', failure: error.detail, failureCode: error.code })
  },
})

async function deploy(deps: Deps, context: OperationContext, input: DeployInput): Promise<void> {
  const instance = await deps.store.instances.getById(context.instanceId)
  const spec = await toInstanceSpec(deps, instance)
  const earlier = input.bringsBack === undefined ? undefined : await deps.store.deployments.get(input.bringsBack)
  const installed = await installDeployment(deps, context, { instance, spec, input, earlier })
  const run = await toRunSpec(deps, { instance, deployment: installed, processId: toProcessId(context.operationId) })
  const serves = instance.processId
  const early = serves === null || serves === run.processId ? null : startEarly(deps.engine, run, context.signal)
  try {
    const deployment = await inspectDeployment(deps, context, { deployment: installed, instance, spec })
    await bringToVisitors(deps, context, { instance, run, spec, deployment, input, early })
  } finally {
    await early?.drop()
  }
  await context.step('Tidy up', () => tidyUp(deps, context, { instance, input }))
  context.log(`${instance.name} is ready to use: ${toInstanceUrl(deps.settings, instance.name)}`)
}

async function bringToVisitors(deps: Deps, context: OperationContext, request: Switch): Promise<void> {
  const { instance, spec, deployment } = request
  const change = await context.step('Compare the database', async (signal) => {
    await deps.engine.startDatabase(spec, signal)
    return compareDatabase(deps.engine.database(spec), deployment.inspection)
  })
  if (change.kind === 'refuse') throw needsReset(instance, change.reasons)
  if (change.kind === 'remake') await replace(deps, context, request)
  else await succeed(deps, context, { ...request, change })
}

interface Switch {
  readonly instance: Instance
  readonly spec: InstanceSpec
  readonly run: RunSpec
  readonly deployment: BuiltDeployment
  readonly input: DeployInput
  /** Of the new version, if another one serves. */
  readonly early: EarlyStart | null
}

/** What the instance becomes with the switch: the choice of a folder is remembered from here on. */
const toUpdate = ({ id, projectFolder }: BuiltDeployment, { folder }: DeployInput): InstanceUpdate => ({
  deploymentId: id,
  ...(folder === undefined ? {} : { projectFolder }),
})

/** The usual way: the new version boots beside the old one, and takes over between two requests. */
async function succeed(deps: Deps, context: OperationContext, request: Switch & { readonly change: DatabaseChange }): Promise<void> {
  const { instance, run, spec, deployment, input, change, early } = request
  await context.step('Start the new version', async (signal) => {
    await (early === null ? deps.engine.start(run, signal) : early.boot())
  })
  await assertMaySwitch(deps, context, input)
  await context.commit()
  await context.step('Hand over', async () => {
    await handOver(deps, {
      instance,
      successorId: run.processId,
      update: toUpdate(deployment, input),
      whileHeld: () => applyToDatabase(deps.engine.database(spec), change),
    })
    await markActive(deps, instance, deployment.id)
  })
  const kept = await context.step('Stop the old version', () => stopProcesses(deps, instance.id, run.processId))
  tellKept(context.log, instance, kept)
}

/** People may have begun to play while it was built: it asks once more, unless it is past the point of no return. @throws ManagerError `playing`, `study_open` */
async function assertMaySwitch(deps: Deps, { operationId, instanceId }: OperationContext, { disturb = false }: DeployInput): Promise<void> {
  const { kind, committed } = await deps.store.operations.get(operationId)
  if (committed) return
  try {
    await deps.guard.admit({ kind, instance: await deps.store.instances.getById(instanceId), disturb })
  } catch (error) {
    if (!isManagerError(error)) throw error
    const kept = 'The new version was built and would run; what was installed for it is kept, so that deploying it again is quick.'
    throw new ManagerError(error.code, `${error.message} ${kept}`, error.facts)
  }
}

/** The tables do not fit, and hold no data: they are made anew, for which nothing may run. A version that does not boot gives way to the one before. */
async function replace(deps: Deps, context: OperationContext, { instance, run, spec, deployment, input, early }: Switch): Promise<void> {
  await early?.drop()
  await assertMaySwitch(deps, context, input)
  await whileNothingIsServed(deps, instance, async () => {
    await context.step('Make the empty tables anew', async (signal) => {
      tellKept(context.log, instance, await stopProcesses(deps, instance.id))
      await deps.engine.resetDatabase(spec, signal)
    })
    try {
      await context.step('Start the new version', (signal) => deps.engine.start(run, signal))
      await context.commit()
    } catch (error) {
      await bringBack(deps, { instance, spec, run })
      throw error
    }
    await handOver(deps, {
      instance: { ...instance, processId: null },
      successorId: run.processId,
      update: toUpdate(deployment, input),
    })
    await markActive(deps, instance, deployment.id)
  })
}

/** Starts the version before, with empty tables of its own. */
async function bringBack(deps: Deps, { instance, spec, run }: Pick<Switch, 'instance' | 'spec' | 'run'>): Promise<void> {
  await deps.engine.stop(instance.id, run.processId)
  if (instance.deploymentId === null || instance.processId === null) return
  const { signal } = new AbortController()
  await deps.engine.resetDatabase(spec, signal)
  const deployment = await deps.store.deployments.get(instance.deploymentId)
  await deps.engine.start(await toRunSpec(deps, { instance, deployment, processId: instance.processId }), signal)
  await deps.engine.activate(instance.id, instance.processId)
}

async function markActive(deps: Deps, instance: Instance, id: DeploymentId): Promise<void> {
  const deployment = await deps.store.deployments.get(id)
  await deps.store.deployments.save({
    ...deployment,
    state: 'active',
    failure: null,
    failureCode: null,
    activeAt: deployment.activeAt ?? new Date().toISOString(),
  })
  for (const other of await deps.store.deployments.list(instance.id)) {
    if (other.id !== id && other.state === 'active') await deps.store.deployments.save({ ...other, state: 'superseded' })
  }
}

/** Releases are kept for roll back: the last few that were active, and whatever is in use. */
async function tidyUp(deps: Deps, { log }: OperationContext, { instance, input }: Pick<Switch, 'instance' | 'input'>): Promise<void> {
  const { commit, deploymentId, quarantine } = input
  if (quarantine === null) {
    await tellOfMain(deps, log, { instance, commit })
    await deps.repositories.setMain(instance.id, commit) // a push writes it itself
  }
  const all = await deps.store.deployments.list(instance.id)
  const kept = new Set([...all.filter(({ id }) => id === deploymentId), ...keptDeployments(all, instance)].map(releaseOf))
  for (const old of new Set(all.map(releaseOf))) if (!kept.has(old)) await deps.engine.forget(instance.id, old)
}

const releaseOf = ({ commit, projectFolder }: Deployment): string => toReleaseName(commit, projectFolder)

/** What runs again is older than `main` was, or of another line; whoever pushes reads what comes of their next push. */
async function tellOfMain(
  { repositories }: Deps,
  log: (line: string) => void,
  { instance: { id, name }, commit }: { readonly instance: Instance; readonly commit: string },
): Promise<void> {
  const main = await repositories.findMain(id)
  if (main === null || main === commit || (await repositories.isAncestor(id, main, commit))) return
  const isOlder = await repositories.isAncestor(id, commit, main)
  log(
    `The branch "main" of "${name}" is what runs: ${commit.slice(0, 8)} again, not ${main.slice(0, 8)}. ` +
      (isOlder
        ? 'Your own copy stays as it is; the next git push brings what you committed since.'
        : 'The two come from different lines of work: if git refuses your next push, say git push --force.'),
  )
}

/** Unless another deployment has the same folder of the same commit. */
async function forgetReleaseOf(deps: Deps, instanceId: Instance['id'], id: DeploymentId): Promise<void> {
  const all = await deps.store.deployments.list(instanceId)
  const mine = all.find((deployment) => deployment.id === id)
  if (!mine) return // nothing was built
  const inUse = all.some((other) => other.id !== id && other.state !== 'failed' && releaseOf(other) === releaseOf(mine))
  if (!inUse) await deps.engine.forget(instanceId, releaseOf(mine))
}

/** Makes git's `main` equal to what runs: the last word after a push, a crash or an upload. */
export async function alignMain(deps: Deps, id: Instance['id']): Promise<void> {
  const instance = await deps.store.instances.findById(id)
  if (!instance || instance.deploymentId === null) return
  const { commit } = await deps.store.deployments.get(instance.deploymentId)
  if ((await deps.repositories.findMain(id)) !== commit) await deps.repositories.setMain(id, commit)
}

/** The refusal of a version whose tables do not fit the data that are there. */
const needsReset = (instance: Instance, reasons: readonly string[]): ManagerError =>
  new ManagerError(
    'project.needs_reset',
    `The new version does not fit the data of "${instance.name}": ${reasons.join('; ')}. The version before runs on. ` +
      `Either keep the models as they were, or delete all sessions and data first (a copy is kept): otm instances reset-database ${instance.name}`,
  )
