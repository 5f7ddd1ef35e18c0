import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Artifact } from '../../../domain/deployment.ts'
import type { LogLine, RequirementsPlan } from '../../../domain/engine.ts'
import { isManagerError, ManagerError } from '../../../domain/error.ts'
import type { InstanceId } from '../../../domain/names.ts'
import type { Settings } from '../../../domain/settings.ts'
import { isForSame } from '../../../otree/lock.ts'
import type { Confinement } from '../confinement.ts'
import { type Aim, inOrder, toAim, toPreferred, withPython } from './aim.ts'
import { type BuildRoom, makeRoom, removeRoom } from './build-room.ts'
import { claim, whileBuilding } from './claims.ts'
import { findEnvironment, keepEnvironment, type PreparedEnvironment, toKey } from './environment-store.ts'
import { explainFailure } from './explain-failure.ts'
import { install } from './install.ts'
import { memoFile, readMemo, writeMemo } from './memo.ts'
import type { Python } from './python.ts'
import { resolve } from './resolve.ts'
import { diskFullError, toResolverFault } from './resolver-fault.ts'
import type { Builder } from './run-uv.ts'
import { toScope } from './scope.ts'

export interface EnvironmentRequest {
  readonly plan: RequirementsPlan
  readonly instanceId: InstanceId
  /** The instance's uid; null when the manager is not root. */
  readonly uid: number | null
  readonly settings: Settings
  readonly confinement: Confinement
  /** What the instance runs now: the same requirements get the same versions again, others as many of them as fit. */
  readonly previous?: Artifact | null
  /** The newest versions that fit, whatever was installed or noted before. */
  readonly update?: boolean
}

const underway = new Map<string, Promise<PreparedEnvironment>>()

/** Installs what a plan asks for, resolved and built unprivileged in the sandbox, and keeps it for all that need the same. What was done once is found
 * again in milliseconds; of two at once, one works and the other waits.
 * @throws ManagerError `project.no_python`, `project.unresolvable`, `project.unsupported_otree`, `engine.unavailable`, `disk_full`, `cancelled` */
export async function prepareEnvironment(request: EnvironmentRequest, log: LogLine, signal: AbortSignal): Promise<PreparedEnvironment> {
  const { settings, plan, instanceId, confinement } = request
  const memo = memoFile(settings, { plan, instanceId, preferred: toPreferred(toAim(request)), engine: confinement.engine })
  for (;;) {
    const other = underway.get(memo)
    if (!other) break
    log('Another deployment installs the same; waiting for it.')
    await untilEnded(other, signal)
  }
  const work = findOrBuild(request, memo, { log, signal })
  underway.set(memo, work)
  try {
    return await work
  } catch (error) {
    throw translated(error, signal)
  } finally {
    underway.delete(memo)
  }
}

interface Progress {
  readonly log: LogLine
  readonly signal: AbortSignal
}

async function untilEnded(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => resolve(), { once: true })
  work.then(
    () => resolve(),
    () => resolve(),
  )
  await promise
  if (signal.aborted) throw cancelled()
}

function translated(error: unknown, signal: AbortSignal): unknown {
  if (isManagerError(error)) return error
  if (signal.aborted) return cancelled()
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || code === 'EDQUOT' ? diskFullError() : error
}

const cancelled = (): ManagerError => new ManagerError('cancelled', 'The installation was cancelled. Nothing has changed.')

async function findOrBuild(request: EnvironmentRequest, memo: string, progress: Progress): Promise<PreparedEnvironment> {
  const existing = request.update ? undefined : await findKnown(request, memo)
  if (existing) return existing
  const environment = await whileBuilding(() => build(request, progress))
  await writeMemo(memo, environment.key)
  return environment
}

/** What the lock names, else what the same question led to before. */
async function findKnown(
  { settings, plan, previous = null, confinement }: EnvironmentRequest,
  memo: string,
): Promise<PreparedEnvironment | undefined> {
  const isOurs = previous !== null && previous.engine === confinement.engine
  const key = isOurs && isForSame(previous, plan) ? previous.environment : await readMemo(memo)
  if (key === undefined) return undefined
  claim(key)
  return findEnvironment(settings, key)
}

async function build(request: EnvironmentRequest, { log, signal }: Progress): Promise<PreparedEnvironment> {
  const { plan, settings, confinement, instanceId, uid } = request
  const scope = toScope(plan, instanceId)
  const aim = toAim(request)
  const preferred = toPreferred(aim)
  const room = await makeRoom({ settings, confinement, scope, instanceUid: uid, lines: plan.lines, preferred, signal })
  try {
    let failed: (() => Promise<ManagerError>) | undefined
    for await (const python of confinement.pythons.suiting({ pythons: inOrder(plan, aim) }, log, signal)) {
      log(`Installing for Python ${python.version} …`)
      const builder = { room, python, settings, confinement, log, signal }
      const result = await buildWith(builder, withPython(aim, python))
      if ('key' in result) return result
      failed ??= () => explainFailure(builder, { plan, aim: withPython(aim, python), output: result.failure })
      if (toResolverFault(result.failure) !== 'wrong-python') break
      log(`Python ${python.version} does not suit.`)
    }
    throw failed ? await failed() : new Error('No Python was tried.')
  } finally {
    await removeRoom(room)
  }
}

async function buildWith(builder: Builder, aim: Aim): Promise<PreparedEnvironment | { readonly failure: string }> {
  const { room, python, settings } = builder
  const resolution = await resolve(builder, aim)
  if ('failure' in resolution) return resolution
  const { lock } = resolution
  const key = toKey(python, room.scope, lock)
  claim(key)
  const existing = await findEnvironment(settings, key)
  if (existing) return existing
  const failure = await install(builder, lock)
  if (failure !== undefined) return { failure }
  return await keepEnvironment({
    settings: settings,
    room,
    python,
    key,
    lock,
    otreeVersion: await installedOtree(room, python),
  })
}

/** @throws ManagerError `project.unresolvable` when what was installed under the name of oTree is something else */
async function installedOtree({ output }: BuildRoom, python: Python): Promise<string> {
  const packages = join(output, 'env', 'lib', `python${python.version.split('.').slice(0, 2).join('.')}`, 'site-packages')
  for (const name of await readdir(packages)) {
    const version = /^otree-(.+)\.dist-info$/.exec(name)?.[1]
    if (version !== undefined) return version
  }
  throw new ManagerError(
    'project.unresolvable',
    'The packages were installed, but oTree is not among them. Name oTree in requirements.txt by its version, such as otree==6.0.15.',
  )
}
