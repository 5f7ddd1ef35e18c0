import { join } from 'node:path'
import { toProcessIdentity } from '../../../src/lib/process-identity.ts'

/** Where the directories of daemons are: short, because a socket's path may have 107 bytes. */
export const daemonsRoot = '/tmp'

const prefix = 'otm-docker-'

/** What `mkdtemp` makes a new daemon's directory of. */
export const newDaemon = join(daemonsRoot, `${prefix}own-`)

export const isDaemonDirectory = (name: string): boolean => name.startsWith(prefix)

/** The directory of the one daemon that all tests of a run share. @param pid  of the run's main process */
export const daemonOfRun = (pid: number): string => join(daemonsRoot, `${prefix}${pid}-${toProcessIdentity(pid).startTime}`)
