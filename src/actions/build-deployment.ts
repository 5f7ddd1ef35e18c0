import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Artifact, Deployment } from '../domain/deployment.ts'
import type { Deps } from '../domain/deps.ts'
import type { InstanceSpec, RequirementsPlan } from '../domain/engine.ts'
import { isManagerError, ManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import type { OperationContext } from '../domain/operation.ts'
import { folderNotices, hasSettings, inFolder, noSettings } from '../otree/check-project.ts'
import { inspectProject } from '../otree/inspection.ts'
import { openProject } from '../otree/project-files.ts'
import { planRequirements } from '../otree/requirements.ts'
import { describeUpdate, versionNotices } from '../otree/version-notices.ts'
import type { DeployInput } from './deploy-input.ts'
import { assertRoomForKept } from './kept-files.ts'
import { toReleaseName } from './release-name.ts'
import { readEnvironment } from './specs.ts'

export interface Build {
  readonly instance: Instance
  readonly spec: InstanceSpec
  readonly input: DeployInput
  /** Whose versions are the lock; left out: those of what serves visitors now. */
  readonly lock?: Artifact | null
  /** The deployment that is brought back, if any: its folder, its requirements, its versions. */
  readonly earlier?: Deployment | undefined
}

/** A deployment whose artifact is there. */
export type InstalledDeployment = Deployment & { readonly artifact: Artifact }

/** One that could be started: its code was imported once. */
export type BuiltDeployment = InstalledDeployment & { readonly inspection: NonNullable<Deployment['inspection']> }

/** Keeps the commit, checks and installs it. What serves visitors is not touched. */
export async function installDeployment(deps: Deps, context: OperationContext, build: Build): Promise<InstalledDeployment> {
  const deployment = await context.step('Take the code', () => keepCode(deps, context, build))
  const { instance, input } = build
  const { notices = [] } = input
  for (const notice of notices) context.log(notice)
  if (deployment.artifact === null) await assertRoomForKept(deps, instance) // begun anew after a crash, it may be past the point of no return
  const { commit, projectFolder: folder } = deployment
  const { earlier, lock = earlier?.artifact } = build
  const sourceDir = join(deps.settings.dataDir, 'instances', instance.id, 'incoming', input.deploymentId)
  try {
    const requirements = await context.step('Check the project', async (signal) =>
      asBefore(await checkSource(deps, { instance, commit, folder, directory: sourceDir }, signal), earlier),
    )
    for (const notice of requirements.notices) context.log(notice)
    const release = toReleaseName(commit, folder)
    const { artifact, notices: installed } = await install(deps, context, {
      ...build,
      lock: lock ?? null,
      sourceDir,
      release,
      requirements,
    })
    return { ...deployment, artifact, warnings: [...notices, ...requirements.notices, ...installed] }
  } finally {
    await rm(sourceDir, { recursive: true, force: true })
  }
}

/** What is brought back asks for what it asked for then, also where versions were set by hand since. */
function asBefore(plan: RequirementsPlan, earlier: Deployment | undefined): RequirementsPlan {
  const asked = earlier?.artifact?.requirements
  return asked === undefined ? plan : { ...plan, ...asked }
}

/** Lets it say what it contains, apart from all data. */
export async function inspectDeployment(deps: Deps, context: OperationContext, request: Inspecting): Promise<BuiltDeployment> {
  const { deployment, instance, spec } = request
  const environment = await readEnvironment(deps, instance)
  const inspection = await context.step('Import the code', (signal) =>
    inspectProject(deps.engine, { instance: spec, artifact: deployment.artifact, environment }, signal),
  )
  const built = { ...deployment, inspection }
  await deps.store.deployments.save(built)
  return built
}

interface Inspecting {
  readonly deployment: InstalledDeployment
  readonly instance: Instance
  readonly spec: InstanceSpec
}

interface Installation extends Build {
  readonly sourceDir: string
  readonly release: string
  readonly requirements: RequirementsPlan
}

interface Installed {
  readonly artifact: Artifact
  /** What to tell about the versions that were chosen. */
  readonly notices: readonly string[]
}

/** What serves visitors now is the lock; an update looks for newer versions, and says what changed. */
async function install(deps: Deps, context: OperationContext, { instance, spec, input, lock, ...source }: Installation) {
  const active = instance.deploymentId === null ? undefined : await deps.store.deployments.find(instance.deploymentId)
  const [previous, update] = [lock ?? active?.artifact ?? null, input.update === true]
  const prepare = { instance: spec, commit: input.commit, ...source, previous, update }
  const artifact = await context
    .step('Install what it needs', (signal) => deps.engine.prepare(prepare, context.log, signal))
    .catch((error: unknown) => Promise.reject(withNextStep(error, instance)))
  const notices = versionNotices({ plan: source.requirements, previous, artifact })
  for (const line of update ? [describeUpdate({ previous, artifact }), ...notices] : notices) context.log(line)
  return { artifact, notices } satisfies Installed
}

/** The engine knows instances by their id only. */
function withNextStep(error: unknown, { name }: Instance): unknown {
  if (!isManagerError(error) || error.facts.updateHelps !== true) return error
  const { code, message, facts } = error
  return new ManagerError(code, `${message} Deploy with the newest versions that fit: otm deploy ${name} --update`, facts)
}

async function checkSource(deps: Deps, source: Source, signal: AbortSignal): Promise<RequirementsPlan> {
  const { instance, commit, folder, directory } = source
  const paths = await deps.repositories.listFiles(instance.id, commit, signal)
  if (!hasSettings({ paths, folder })) throw await refuse(deps, source, paths)
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await deps.repositories.exportTree(instance.id, { commit, folder }, directory, signal)
  const plan = planRequirements(openProject(directory).read, { versions: instance.versions })
  return { ...plan, notices: [...folderNotices({ paths, folder }), ...plan.notices] }
}

interface Source {
  readonly instance: Instance
  readonly commit: string
  readonly folder: string | null
  /** Where its files are written to. */
  readonly directory: string
}

async function refuse({ repositories }: Deps, { instance, commit, folder }: Source, paths: readonly string[]): Promise<ManagerError> {
  const gitignore = await repositories.findText(instance.id, commit, inFolder(folder, '.gitignore'))
  return noSettings({ paths, folder, gitignore, name: instance.name })
}

async function keepCode(deps: Deps, context: OperationContext, { instance, input, earlier }: Build): Promise<Deployment> {
  const facts = await deps.repositories.keep(instance.id, input.commit, input.deploymentId, input.quarantine)
  const existing = await deps.store.deployments.find(input.deploymentId)
  if (existing) return existing
  const deployment: Deployment = {
    ...facts,
    projectFolder: toFolder(instance, input, earlier),
    id: input.deploymentId,
    instanceId: instance.id,
    operationId: context.operationId,
    by: context.by === 'server' ? instance.owner : context.by,
    source: input.source ?? 'push',
    bringsBack: earlier?.id ?? null,
    state: 'building',
    failure: null,
    failureCode: null,
    artifact: null,
    inspection: null,
    warnings: input.notices ?? [],
    createdAt: new Date().toISOString(),
    activeAt: null,
  }
  await deps.store.deployments.save(deployment)
  return deployment
}

function toFolder({ projectFolder }: Instance, { folder }: DeployInput, earlier: Deployment | undefined): string | null {
  if (earlier) return earlier.projectFolder
  return folder === undefined ? projectFolder : folder
}
