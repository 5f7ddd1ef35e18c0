import { join } from 'node:path'
import type { InstanceId } from '../../domain/names.ts'
import type { Settings } from '../../domain/settings.ts'

type Directories = Pick<Settings, 'dataDir' | 'runtimeDir'>

/** Where everything of an instance lies. Only `postgres/data`, the copies in `work` and the socket directories belong to the
 * instance's uid; all above them belongs to the manager, so nobody can put links in our way. */
export interface InstancePaths {
  readonly root: string
  readonly postgres: string
  readonly postgresData: string
  readonly releases: string
  /** Writable copies of releases, one per process. */
  readonly work: string
  /** What projects wrote into their folders, kept from processes that ended, each with a record beside it. */
  readonly written: string
  readonly log: string
  readonly otreeLog: string
  /** What must be known of processes after the manager's death. */
  readonly records: string
  /** Sockets; short and gone after a reboot. */
  readonly run: string
  readonly postgresSocket: string
}

export const instancesDirectory = (settings: Pick<Settings, 'dataDir'>): string => join(settings.dataDir, 'instances')

export function instancePaths(settings: Directories, id: InstanceId): InstancePaths {
  const root = join(instancesDirectory(settings), id)
  const run = join(settings.runtimeDir, id)
  return {
    root,
    postgres: join(root, 'postgres'),
    postgresData: join(root, 'postgres', 'data'),
    releases: join(root, 'releases'),
    work: join(root, 'work'),
    written: join(root, 'written'),
    log: join(root, 'log'),
    otreeLog: join(root, 'log', 'otree.log'),
    records: join(root, 'processes'),
    run,
    postgresSocket: join(run, 'pg'),
  }
}

/** Files of one process, by its id (`postgres` for the database). */
export function processPaths(paths: InstancePaths, processId: string) {
  return {
    record: join(paths.records, `${processId}.json`),
    status: join(paths.records, `${processId}.status`),
    bootLog: join(paths.log, `boot-${processId}.log`),
    work: join(paths.work, processId),
    run: join(paths.run, processId),
    // second names of the sockets in `run`, where the process itself cannot change them (`take-sockets.ts`)
    webSocket: join(paths.run, `${processId}.web`),
    controlSocket: join(paths.run, `${processId}.control`),
  }
}

export type ProcessPaths = ReturnType<typeof processPaths>
