import type { Capabilities, Engine } from '../../domain/engine.ts'
import type { InstanceId } from '../../domain/names.ts'
import type { Settings } from '../../domain/settings.ts'
import type { Confinement } from './confinement.ts'
import { assertShortEnough, type Context, makeOurs, pathsOf } from './context.ts'
import { noteAllowance } from './disk/allowance.ts'
import { createDiskGuard, type DiskGuard } from './disk/guard.ts'
import { translateDiskFull } from './disk-full.ts'
import { listInstances } from './list-instances.ts'
import { readKeptLog, readLog } from './logs.ts'
import { createOneAtATime } from './one-at-a-time.ts'
import { setActive, startProcess, stopProcess } from './otree-process.ts'
import { listOwnInstances } from './own-instances.ts'
import { instancesDirectory } from './paths.ts'
import { createCluster, startCluster, stopCluster } from './postgres/cluster.ts'
import { listDatabases } from './postgres/databases.ts'
import { dumpDatabase, restoreDatabase } from './postgres/dump.ts'
import { replaceDatabase } from './postgres/replace-database.ts'
import { otreeAccess } from './postgres/roles.ts'
import { getTemplate } from './postgres/template.ts'
import { readBootId } from './proc.ts'
import { forgetRelease, prepareRelease } from './releases.ts'
import { removeInstance } from './remove-instance.ts'
import { rotateLogs } from './rotate-log.ts'
import { runJob } from './run-job.ts'
import { readStatistics } from './statistics.ts'
import { sweep } from './sweep.ts'
import { tidy } from './tidy.ts'
import { createUsageMeter } from './usage.ts'
import { archiveWritten } from './written/archive.ts'
import { notKept, removeKept } from './written/kept.ts'
import { findPlaces, listWritten } from './written/written.ts'

const rotateEveryMs = 10_000
const lookAtDiskEveryMs = 1_000

/** An engine that keeps its instances on this machine, whatever shuts them in. Clears away what a manager that was killed left half-made. The first time it
 * makes the template of databases, which takes a second or two.
 * @throws ManagerError `engine.unavailable`, `setting_invalid` */
export async function createLocalEngine(settings: Settings, confinement: Confinement): Promise<Engine> {
  assertShortEnough(settings)
  const own = { oneAtATime: createOneAtATime(), inHand: new Set<string>(), jobs: new Map<InstanceId, Set<AbortController>>() }
  const context: Context = { settings, confinement, bootId: await readBootId(), ...own }
  for (const directory of [settings.dataDir, settings.runtimeDir, instancesDirectory(settings)]) await makeOurs(context, directory)
  await sweep(context)
  await getTemplate(context)
  const rotate = (): Promise<void> => rotateAllLogs(context)
  setInterval(() => void rotate(), rotateEveryMs).unref()
  const guard = createDiskGuard(context)
  setInterval(() => void guard.look(rotate).catch(() => undefined), lookAtDiskEveryMs).unref() // the next look tries again
  return toEngine(context, guard)
}

function toEngine(context: Context, guard: DiskGuard): Engine {
  const inTurn = <T>(id: InstanceId, action: () => Promise<T>): Promise<T> => context.oneAtATime(id, () => translateDiskFull(id, action))
  const start: Engine['start'] = async (spec, signal) => {
    await guard.assertRoom(spec.instance.id)
    return await startProcess(context, spec, signal)
  }
  return {
    capabilities: () => readCapabilities(context),
    create: (instance, signal) => inTurn(instance.id, () => createCluster(context, instance, signal)),
    startDatabase: (instance, signal) => inTurn(instance.id, () => startCluster(context, instance, signal)),
    stopDatabase: (id) => inTurn(id, () => stopCluster(context, id)),
    database: (instance) => otreeAccess(pathsOf(context, instance.id), instance),
    resetDatabase: (instance) => inTurn(instance.id, () => replaceDatabase(pathsOf(context, instance.id), instance, async () => undefined)),
    prepare: (spec, log, signal) => translateDiskFull(spec.instance.id, () => prepareRelease(context, spec, log, signal)),
    forget: (id, release) => forgetRelease(context, id, release),
    run: (job, signal) => translateDiskFull(job.instance.id, () => runJob(context, job, signal)),
    start: (spec, signal) => context.oneAtATime(spec.processId, () => translateDiskFull(spec.instance.id, () => start(spec, signal))),
    activate: (id, processId) => context.oneAtATime(processId, () => setActive(context, id, processId, true)),
    quiesce: (id, processId) => context.oneAtATime(processId, () => setActive(context, id, processId, false)),
    stop: (id, processId) => context.oneAtATime(processId, () => stopProcess(context, id, processId)),
    listWritten: (id) => listWritten(context, id),
    readWritten: async (id, { of, path }, signal) => {
      const places = await findPlaces(context, id, of)
      if (of !== null && places.length === 0) throw notKept(of)
      return archiveWritten({ places, path }, signal)
    },
    removeWritten: (id, of) => removeKept(pathsOf(context, id).written, of),
    list: () => listInstances(context),
    logs: (id, options, signal) => readLog(pathsOf(context, id).otreeLog, options, signal),
    keptLog: (id, { bytes }) => readKeptLog(pathsOf(context, id).otreeLog, bytes),
    statistics: (id) => readStatistics(context, id),
    usage: createUsageMeter(context),
    setLimits: async (id, limits) => {
      await noteAllowance(pathsOf(context, id), limits)
      await context.confinement.setLimits(id, limits)
    },
    dump: (instance, file, signal) => translateDiskFull(instance.id, () => dumpDatabase(context, instance, file, signal)),
    restore: (instance, file, signal) => inTurn(instance.id, () => restoreDatabase(context, instance, file, signal)),
    tidy: (needed) => tidy(context, needed),
    databases: () => listDatabases(context),
    remove: (id) => inTurn(id, () => removeInstance(context, id)),
  }
}

async function readCapabilities({ confinement }: Context): Promise<Capabilities> {
  const { engine, pythons, postgres } = confinement
  const found = await pythons.list()
  return { engine, ...(await confinement.capabilities()), postgresVersion: postgres.current.version, pythons: found }
}

async function rotateAllLogs(context: Context): Promise<void> {
  for (const id of await listOwnInstances(context)) {
    await rotateLogs(pathsOf(context, id).log).catch(() => undefined) // removed meanwhile, or no space for the copy: next time
  }
}
