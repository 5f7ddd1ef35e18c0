import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Artifact } from '../../domain/deployment.ts'
import type { LogLine, PrepareSpec } from '../../domain/engine.ts'
import { ManagerError } from '../../domain/error.ts'
import type { InstanceId } from '../../domain/names.ts'
import { type Context, makeDirectories, ownerOf, pathsOf } from './context.ts'
import { copyTree, giveTree } from './copy-tree.ts'
import { claim } from './environments/claims.ts'
import { findEnvironment } from './environments/environment-store.ts'
import { prepareEnvironment } from './environments/prepare-environment.ts'
import { exists } from './exists.ts'
import type { InstancePaths } from './paths.ts'
import type { Image, SandboxMount } from './sandbox-spec.ts'

/** A version of the code with what it needs to run. */
export interface Release {
  readonly directory: string
  /** A virtual environment with the installed packages. */
  readonly environmentDirectory: string
  readonly pythonHome: string
  /** In which the Python is; null: on this machine. */
  readonly image: Image | null
}

const root = 0

/** Installs what the code needs and keeps the code, owned by the manager. */
export async function prepareRelease(context: Context, spec: PrepareSpec, log: LogLine, signal: AbortSignal): Promise<Artifact> {
  const { settings, confinement } = context
  const paths = await makeDirectories(context, spec.instance)
  const uid = ownerOf(context, spec.instance)
  const { requirements: plan, previous = null, update = false } = spec
  const request = { plan, previous, update, instanceId: spec.instance.id, uid, settings, confinement }
  const { key, otreeVersion, pythonVersion, lock } = await prepareEnvironment(request, log, signal)
  await keepCode(context, paths, spec)
  return {
    engine: confinement.engine,
    environment: key,
    commit: spec.commit,
    release: releaseOf(spec),
    otreeVersion,
    pythonVersion,
    lock,
    requirements: { lines: plan.lines, pythons: plan.pythons },
  }
}

const releaseOf = ({ commit, release }: PrepareSpec): string => release ?? commit

async function keepCode({ confinement }: Context, paths: InstancePaths, spec: PrepareSpec): Promise<void> {
  const { sourceDir } = spec
  const directory = join(paths.releases, assertRelease(releaseOf(spec)))
  if (await exists(directory)) return await rm(sourceDir, { recursive: true, force: true })
  const temporary = `${directory}.tmp`
  await rm(temporary, { recursive: true, force: true })
  await moveTree(sourceDir, temporary)
  await giveTree(temporary, confinement.asRoot ? root : null)
  await rename(temporary, directory)
}

async function moveTree(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    await copyTree(from, to)
    await rm(from, { recursive: true, force: true })
  }
}

/** @throws ManagerError `not_found` */
export async function getRelease(context: Context, id: InstanceId, { commit, release, environment }: Artifact): Promise<Release> {
  const directory = join(pathsOf(context, id).releases, assertRelease(release))
  claim(environment)
  const found = await findEnvironment(context.settings, environment)
  if (!found || !(await exists(directory))) {
    throw new ManagerError('not_found', `The version ${commit.slice(0, 12)} of ${id} is not kept any more. Deploy it again.`)
  }
  return { directory, environmentDirectory: found.directory, pythonHome: found.pythonHome, image: found.image }
}

export async function forgetRelease(context: Context, id: InstanceId, release: string): Promise<void> {
  await rm(join(pathsOf(context, id).releases, assertRelease(release)), { recursive: true, force: true })
}

/** Python, at the place where it was made, and the packages. */
export const environmentMounts = ({ environmentDirectory, pythonHome, image }: Release): readonly SandboxMount[] => [
  ...(image !== null || /^\/usr(\/|$)/.test(pythonHome) ? [] : [{ from: pythonHome, to: pythonHome }]),
  { from: environmentDirectory, to: '/env' },
]

function assertRelease(release: string): string {
  if (/^[0-9a-f]{7,64}(-[0-9a-f]{16})?$/.test(release)) return release
  throw new ManagerError('invalid_input', `"${release.slice(0, 64)}" is not the name of a release.`)
}
