import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { InstanceSpec } from '../../../domain/engine.ts'
import { ManagerError } from '../../../domain/error.ts'
import type { InstanceId } from '../../../domain/names.ts'
import { atomicWrite } from '../../../lib/atomic-write.ts'
import { waitUntil } from '../../../lib/wait-until.ts'
import { type Context, makeDirectories, ownerOf, pathsOf } from '../context.ts'
import { copyTree, giveTree } from '../copy-tree.ts'
import { hasEnded, signalProcess } from '../end-process.ts'
import { exists } from '../exists.ts'
import { type InstancePaths, processPaths } from '../paths.ts'
import { isAlive, type ProcessIdentity } from '../proc.ts'
import { forgetRecord, readRecord, readState } from '../process-record.ts'
import { sparePostgres } from '../spare-postgres.ts'
import { tailOf } from '../tail.ts'
import { readPrograms } from './databases.ts'
import type { PostgresPrograms } from './programs.ts'
import { setPasswords } from './roles.ts'
import { postgresEnvironment, postgresSandbox } from './sandbox.ts'
import { getTemplate, passwdFile } from './template.ts'

export const databaseProcessId = 'postgres'
const startTimeoutMs = 60_000
const stopTimeoutMs = 120_000

/** Makes an instance's database server from the template and starts it. */
export async function createCluster(context: Context, instance: InstanceSpec, signal: AbortSignal): Promise<void> {
  const paths = await makeDirectories(context, instance)
  const template = await context.oneAtATime('template', () => getTemplate(context))
  if (!(await exists(paths.postgresData))) await copyTemplate(context, instance, template.dataDirectory)
  await startCluster(context, instance, signal)
  await setPasswords(paths, instance, template.secret)
}

/** The copy is not forced to the disk: an hour-old template and half a minute of the system's own writing do as well, and the
 * database is empty until then. */
async function copyTemplate(context: Context, instance: InstanceSpec, template: string): Promise<void> {
  const { postgres, postgresData } = pathsOf(context, instance.id)
  const temporary = `${postgresData}.tmp`
  await rm(temporary, { recursive: true, force: true })
  await copyTree(template, temporary)
  await giveTree(temporary, ownerOf(context, instance))
  await atomicWrite(join(postgres, 'programs.json'), JSON.stringify(context.confinement.postgres.current))
  await rename(temporary, postgresData)
}

/** Starts the server unless it runs; returns when it takes connections. @throws ManagerError `engine.unavailable` */
export async function startCluster(context: Context, instance: InstanceSpec, signal: AbortSignal): Promise<void> {
  const paths = await makeDirectories(context, instance)
  const running = await findCluster(context, instance.id)
  const identity = running ?? (await launchServer(context, instance, paths))
  await context.confinement.limit(instance, identity.pid)
  await waitUntilReady(context, paths, identity, signal)
  if (context.confinement.asRoot) await sparePostgres(identity.pid)
}

async function launchServer(context: Context, instance: InstanceSpec, paths: InstancePaths): Promise<ProcessIdentity> {
  await removeStaleLock(context, paths)
  const place = {
    purpose: { kind: 'database' as const, instance },
    programs: await programsOf(context, paths),
    dataDirectory: paths.postgresData,
    socketDirectory: paths.postgresSocket,
    uid: ownerOf(context, instance),
    passwdFile: passwdFile(context.settings),
  }
  const { identity } = await context.confinement.launch({
    paths: processPaths(paths, databaseProcessId),
    record: {
      processId: databaseProcessId,
      bootId: context.bootId,
      since: new Date().toISOString(),
      commit: '',
      release: '',
      active: false,
      mark: paths.postgresSocket,
    },
    sandbox: postgresSandbox(context.confinement, place, ['postgres', '-D', '/pg/data', '-c', 'unix_socket_directories=/run/pg']),
    environment: postgresEnvironment,
    output: join(paths.log, 'postgres.log'),
  })
  return identity
}

/** A lock file that a crash or a reboot left would stop the server, and its "ready" would deceive us. In a sandbox PostgreSQL itself
 * cannot see whether another server works on its data, so we look. */
async function removeStaleLock({ confinement }: Context, paths: InstancePaths): Promise<void> {
  const lock = join(paths.postgresData, 'postmaster.pid')
  if (!(await exists(lock))) return
  const gone = async (): Promise<boolean> => !(await confinement.isInUse(paths))
  await waitUntil('no other server uses the data', gone, { timeoutMs: 10_000, intervalMs: 50 })
  await rm(lock, { force: true })
}

async function waitUntilReady(context: Context, paths: InstancePaths, identity: ProcessIdentity, signal: AbortSignal): Promise<void> {
  const lock = join(paths.postgresData, 'postmaster.pid')
  const ready = async (): Promise<boolean> => {
    if ((await readFile(lock, 'utf8').catch(() => '')).split('\n')[7]?.trim() === 'ready') return true
    if (!(await isAlive(identity, context.bootId))) throw new Error('it ended at once')
    return false
  }
  try {
    await waitUntil('the database takes connections', ready, { timeoutMs: startTimeoutMs, intervalMs: 5, signal })
  } catch (error) {
    if (signal.aborted) throw error
    const log = await readServerLog(context, paths)
    throw new ManagerError(
      'engine.unavailable',
      `The database did not start. The last lines of its log say why: ${lastLine(log)}`,
      { log },
      { cause: error },
    )
  }
}

async function readServerLog({ confinement }: Context, paths: InstancePaths): Promise<string> {
  const record = await readRecord(processPaths(paths, databaseProcessId).record)
  return (record ? await confinement.readOutput(record) : '') || (await tailOf(join(paths.log, 'postgres.log'), 4_096))
}

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? ''

/** An instance keeps the programs with which it was made, whatever the system installs meanwhile. */
export async function programsOf(context: Context, paths: InstancePaths): Promise<PostgresPrograms> {
  const recorded = await readPrograms(paths)
  const { postgres } = context.confinement
  const found = await postgres.find(recorded)
  if (found) return found
  const { major, binDir } = recorded
  throw new ManagerError(
    'engine.unavailable',
    `The database was made by PostgreSQL ${major}, whose programs are no longer in ${recorded.image ?? binDir}; no other version reads its data, which are as they were. ` +
      postgres.adviseMissing(recorded),
  )
}

/** The living server's identity, or undefined. */
export async function findCluster(context: Context, id: InstanceId): Promise<ProcessIdentity | undefined> {
  const state = await readState(context, processPaths(pathsOf(context, id), databaseProcessId))
  return state?.living ?? undefined
}

/** Fast shutdown: transactions are rolled back, everything is written. Never SIGKILL. @throws ManagerError `engine.unavailable` */
export async function stopCluster(context: Context, id: InstanceId): Promise<void> {
  const identity = await findCluster(context, id)
  const deadline = performance.now() + stopTimeoutMs
  while (identity && performance.now() < deadline) {
    await signalProcess(identity, 'SIGINT') // again, in case it came before the server listened for it
    if (await hasEnded(identity, 2_000)) break
  }
  if (identity && !(await hasEnded(identity, 0))) {
    throw new ManagerError('engine.unavailable', `The database of ${id} does not end. Look into its log, and try again.`)
  }
  const files = processPaths(pathsOf(context, id), databaseProcessId)
  const record = await readRecord(files.record)
  if (record) await context.confinement.forget(record)
  await forgetRecord(files)
  await context.confinement.rest(id) // the database stops last
}
