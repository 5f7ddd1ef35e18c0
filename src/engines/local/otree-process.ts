import { join } from 'node:path'
import type { KeptFiles, RunningProcess, RunSpec } from '../../domain/engine.ts'
import { ManagerError } from '../../domain/error.ts'
import type { InstanceId } from '../../domain/names.ts'
import { waitUntil } from '../../lib/wait-until.ts'
import { answersLogin } from './answers.ts'
import { toBootFailure, toNotReady } from './boot-failure.ts'
import { keepBootLog, readBootLog, removeBootLog } from './boot-log.ts'
import type { LaunchedProcess } from './confinement.ts'
import { type Context, makeDirectories, makeTheirs, ownerOf, pathsOf } from './context.ts'
import { control } from './control.ts'
import { endProcess } from './end-process.ts'
import { findStaticFiles } from './find-static-files.ts'
import { findStarted, letBoot } from './let-boot.ts'
import { type OtreePlace, otreeEnvironment, otreeSandbox } from './otree-sandbox.ts'
import { type InstancePaths, type ProcessPaths, processPaths } from './paths.ts'
import { startCluster } from './postgres/cluster.ts'
import { isAlive, type ProcessIdentity } from './proc.ts'
import { forgetRecord, type ProcessRecord, readRecord, readState, writeRecord } from './process-record.ts'
import { getRelease } from './releases.ts'
import { removeTree } from './remove-tree.ts'
import { forgetSockets, takeSockets } from './take-sockets.ts'
import { makeWorkCopy, removeWorkCopy } from './work-copy.ts'
import { keepWritten } from './written/keep-written.ts'

const defaultReadyTimeoutMs = 60_000
const graceMs = 2_000

/** Starts an oTree process (and its database, should it not run), or finds the one of this id, and waits until it answers. On failure nothing of it is left. */
export async function startProcess(context: Context, spec: RunSpec, signal: AbortSignal): Promise<RunningProcess> {
  const id = spec.instance.id
  spec.mayBoot?.catch(() => undefined) // looked at later, unless the start fails before
  const paths = await makeDirectories(context, spec.instance)
  const files = processPaths(paths, assertProcessId(spec.processId))
  await context.oneAtATime(id, () => startCluster(context, spec.instance, signal))
  context.inHand.add(spec.processId)
  try {
    const started = await findStarted(context, files)
    const { identity, input } = started ? { identity: started, input: null } : await launchProcess(context, spec, files)
    await context.confinement.limit(spec.instance, identity.pid)
    await letBoot({ input, record: files.record }, spec.mayBoot, signal)
    await waitUntilReady(context, files, identity, spec.readyTimeoutMs ?? defaultReadyTimeoutMs, signal)
    await recordStaticFiles(context, spec, files)
    await keepBootLog(files.bootLog, paths.otreeLog)
    return await toRunningProcess(id, files)
  } catch (error) {
    await endAndForget(context, id, spec.processId, { keepFiles: false })
    throw error
  } finally {
    context.inHand.delete(spec.processId)
  }
}

async function launchProcess(context: Context, spec: RunSpec, files: ProcessPaths): Promise<LaunchedProcess> {
  const { instance, artifact, processId } = spec
  const paths = pathsOf(context, instance.id)
  const uid = ownerOf(context, instance)
  const release = await getRelease(context, instance.id, artifact)
  await makeWorkCopy(release.directory, files.work, uid)
  await forgetSockets(files)
  await removeTree(files.run)
  await makeTheirs(files.run, uid)
  const { confinement } = context
  const [work, run] = [files.work, files.run]
  const place: OtreePlace = { confinement, purpose: 'app', paths, instance, release, uid, work, run, database: true }
  const record = {
    processId,
    bootId: context.bootId,
    since: new Date().toISOString(),
    commit: artifact.commit,
    release: artifact.release,
    active: false,
    environment: artifact.environment,
    mark: files.run,
  }
  const waits = spec.mayBoot !== undefined
  return await confinement.launch({
    paths: files,
    record: { ...record, waits },
    sandbox: {
      ...otreeSandbox(place, ['python', '/otm/serve.py', '/run/otm', ...(waits ? ['wait'] : [])]),
      network: instance.network === 'internet',
    },
    environment: otreeEnvironment(place, spec.environment),
    output: files.bootLog,
    laterOutput: paths.otreeLog,
  })
}

async function waitUntilReady(
  context: Context,
  files: ProcessPaths,
  identity: ProcessIdentity,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  const ready = async (): Promise<boolean> => {
    if (!(await isAlive(identity, context.bootId))) throw toBootFailure(await outputOf(context, files))
    return (await takeSockets(files)) && (await answersLogin(files.webSocket))
  }
  try {
    await waitUntil('oTree answers', ready, { timeoutMs, intervalMs: 10, signal })
  } catch (error) {
    if (error instanceof ManagerError || signal.aborted) throw error
    throw toNotReady(await outputOf(context, files), timeoutMs)
  }
}

/** What it printed; a process that could not even begin says it elsewhere. */
async function outputOf({ confinement }: Context, files: ProcessPaths): Promise<string> {
  const text = await readBootLog(files.bootLog)
  const record = text === '' ? await readRecord(files.record) : undefined
  return record ? await confinement.readOutput(record) : text
}

/** Writes down what the gateway may answer in the place of the process. */
async function recordStaticFiles(context: Context, { instance, artifact }: RunSpec, files: ProcessPaths): Promise<void> {
  const record = await readRecord(files.record)
  const staticFiles = await findStaticFiles(context, { id: instance.id, artifact, files })
  if (record && staticFiles) await writeRecord(files.record, { ...record, staticFiles })
}

async function toRunningProcess(instanceId: InstanceId, files: ProcessPaths): Promise<RunningProcess> {
  const record = await readRecord(files.record)
  if (record === undefined) throw new Error(`The record of a process of ${instanceId} is missing.`)
  return describeProcess(instanceId, record, files)
}

export function describeProcess(instanceId: InstanceId, record: ProcessRecord, files: ProcessPaths): RunningProcess {
  const { processId, commit, since, active, staticFiles } = record
  const endpoint = { socketPath: files.webSocket }
  return { instanceId, processId, commit, since, active, endpoint, ...(staticFiles ? { staticFiles } : {}) }
}

/** Begins or ends the enforcing of page timeouts; the end also writes the buffered page times. @throws ManagerError `not_found` */
export async function setActive(context: Context, id: InstanceId, processId: string, active: boolean): Promise<void> {
  const files = processPaths(pathsOf(context, id), assertProcessId(processId))
  const state = await readState(context, files)
  if (!state?.living) {
    if (!active) return
    throw new ManagerError('not_found', `The process ${processId} of ${id} does not run. Start the instance again.`)
  }
  await control(files.controlSocket, active ? 'activate' : 'quiesce')
  await writeRecord(files.record, { ...state.record, active })
}

/** Ends a process in order, and removes what belonged to it. */
export async function stopProcess(context: Context, id: InstanceId, processId: string): Promise<KeptFiles | null> {
  // What hangs cannot be quiesced, but shall end all the same.
  await setActive(context, id, processId, false).catch(() => undefined)
  context.inHand.add(processId)
  try {
    return await endAndForget(context, id, processId)
  } finally {
    context.inHand.delete(processId)
  }
}

export async function endAndForget(
  context: Context,
  id: InstanceId,
  processId: string,
  { keepFiles } = { keepFiles: true },
): Promise<KeptFiles | null> {
  const paths = pathsOf(context, id)
  const files = processPaths(paths, assertProcessId(processId))
  const state = await readState(context, files)
  if (state?.living) await endProcess(state.living, graceMs)
  return await clearAway(context, { paths, files, record: state?.record ?? null, keepFiles })
}

interface Ended {
  readonly paths: InstancePaths
  readonly files: ProcessPaths
  /** null: it was never started. */
  readonly record: ProcessRecord | null
  readonly keepFiles: boolean
}

/** Removes what an ended process leaves: its copy, its sockets, its record (last, so that it can be done again). */
export async function clearAway({ confinement }: Context, { paths, files, record, keepFiles }: Ended): Promise<KeptFiles | null> {
  await removeBootLog(files.bootLog, paths.otreeLog)
  const kept =
    record && keepFiles
      ? await keepWritten({ work: files.work, release: join(paths.releases, record.release), to: paths.written, process: record })
      : null
  await removeWorkCopy(files.work)
  await forgetSockets(files)
  await removeTree(files.run)
  if (record) await confinement.forget(record)
  await forgetRecord(files)
  return kept
}

function assertProcessId(processId: string): string {
  if (/^p[a-z2-7]{8}$/.test(processId)) return processId
  throw new ManagerError('invalid_input', `"${processId.slice(0, 64)}" is not the id of a process.`)
}
