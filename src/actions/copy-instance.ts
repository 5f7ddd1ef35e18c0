import { statfs } from 'node:fs/promises'
import { toInstanceUrl } from '../domain/addresses.ts'
import type { Deps } from '../domain/deps.ts'
import type { InstanceSpec } from '../domain/engine.ts'
import { ManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import type { OperationContext, OperationDefinition } from '../domain/operation.ts'
import { announce } from './announce.ts'
import { type BuiltDeployment, inspectDeployment, installDeployment } from './build-deployment.ts'
import { measureDatabase } from './compare-database.ts'
import type { CopyInput } from './copy-input.ts'
import { forgetInstance } from './forget-instance.ts'
import { removePassingCopy, writePassingCopy } from './keep-copy.ts'
import { restAgain } from './rest-again.ts'
import { getActiveDeployment, toInstanceSpec, toProcessId, toRunSpec } from './specs.ts'

/** Makes a new instance with the code and the settings of another one, and with its data if that is wished, while the other one goes on serving: a dump is
 * of one moment. Secrets are always new ones. Undone, nothing of it is left, the name included.
 * @see docs/decisions/0105-what-a-copy-has.md */
export const copyInstance = (deps: Deps): OperationDefinition<CopyInput> => ({
  kind: 'copy-instance',
  deadlineMs: 30 * 60_000,
  alsoOn: ({ sourceId }) => [sourceId],

  async run(context, input) {
    const copy = await deps.store.instances.getById(context.instanceId)
    // begun anew after a crash: it has what it shall have
    if (copy.state !== 'starting') return letIn(deps, context, copy)
    const source = await deps.store.instances.getById(input.sourceId)
    const spec = await toInstanceSpec(deps, copy)
    await context.step('Make the new place', (signal) => makePlace(deps, source, spec, signal))
    const deployment = source.deploymentId === null ? null : await build(deps, context, { source, copy, spec, input })
    if (input.withData) await copyData(deps, context, source, spec)
    const processId = deployment === null ? null : await start(deps, context, copy, deployment)
    if (deployment !== null) await deps.repositories.setMain(copy.id, deployment.commit)
    await deps.store.instances.update(copy.id, {
      state: processId === null ? 'ready-for-deployment' : 'ready',
      processId,
      deploymentId: deployment?.id ?? null,
    })
    await context.commit()
    await letIn(deps, context, { ...copy, processId, deploymentId: deployment?.id ?? null })
  },

  async undo({ instanceId, operationId }, { sourceId }) {
    await removePassingCopy(deps, sourceId, operationId)
    await restAgain(deps, sourceId)
    await forgetInstance(deps, instanceId)
  },
})

/** What an attempt before this one may have left there is made anew. */
async function makePlace(deps: Deps, source: Instance, spec: InstanceSpec, signal: AbortSignal): Promise<void> {
  await deps.engine.remove(spec.id)
  await deps.repositories.copy(source.id, spec.id)
  await deps.engine.create(spec, signal)
}

interface Building {
  readonly source: Instance
  readonly copy: Instance
  readonly spec: InstanceSpec
  readonly input: CopyInput
}

/** The same commit, with the versions that run. */
async function build(deps: Deps, context: OperationContext, { source, copy, spec, input }: Building): Promise<BuiltDeployment> {
  const { commit, source: origin, projectFolder: folder, artifact: lock } = await getActiveDeployment(deps, source)
  const request = { commit, source: origin, folder, deploymentId: input.deploymentId, quarantine: null }
  const deployment = await installDeployment(deps, context, { instance: copy, spec, input: request, lock })
  return inspectDeployment(deps, context, { deployment, instance: copy, spec })
}

async function copyData(deps: Deps, { operationId, step }: OperationContext, source: Instance, to: InstanceSpec): Promise<void> {
  const from = await toInstanceSpec(deps, source)
  await step('Make sure that the database runs', (signal) => deps.engine.startDatabase(from, signal))
  await step('Take all data along', async (signal) => {
    await assertRoom(deps, source, from)
    const file = await writePassingCopy(deps, from, { operationId, signal })
    await deps.engine.restore(to, file, signal)
    await removePassingCopy(deps, source.id, operationId)
  })
  if (source.state === 'stopped') await step('Stop the database', () => deps.engine.stopDatabase(source.id))
}

const spareBytes = 512 * 1024 ** 2
const mib = 1024 ** 2

/** The data are there three times for a moment: in the old place, in a file, and in the new place. @throws ManagerError `disk_full` */
async function assertRoom({ engine, settings }: Deps, { name }: Instance, from: InstanceSpec): Promise<void> {
  const bytes = await measureDatabase(engine.database(from))
  const { bavail, bsize } = await statfs(settings.dataDir)
  if (bavail * bsize >= 2 * bytes + spareBytes) return
  throw new ManagerError(
    'disk_full',
    `The data of "${name}" take ${Math.ceil(bytes / mib)} MiB, and the server's disk has ${Math.floor((bavail * bsize) / mib)} MiB left, which is too little for a copy. ` +
      'Copy it without its data, or tell whoever runs this server.',
  )
}

async function start(deps: Deps, { operationId, step }: OperationContext, copy: Instance, deployment: BuiltDeployment): Promise<string> {
  const processId = toProcessId(operationId)
  const run = await toRunSpec(deps, { instance: copy, deployment, processId })
  await step('Start oTree', (signal) => deps.engine.start(run, signal))
  return processId
}

async function letIn(deps: Deps, { step, log }: OperationContext, { id, name, processId, deploymentId }: Instance): Promise<void> {
  await step('Let visitors in', async () => {
    const deployment = deploymentId === null ? undefined : await deps.store.deployments.get(deploymentId)
    if (deployment?.state === 'building') {
      await deps.store.deployments.save({ ...deployment, state: 'active', activeAt: new Date().toISOString() })
    }
    await announce(deps, id)
    if (processId !== null) await deps.engine.activate(id, processId)
  })
  log(`${name} is there: ${toInstanceUrl(deps.settings, name)}`)
}
