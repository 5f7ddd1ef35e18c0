import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from './paths.mjs'
import { findCommand, isAlive } from './process-identity.mjs'

/** As the manager itself finds it: OTM_DATA_DIR, relative to the checkout; else `data` there. */
export const dataDir = () => resolve(root, process.env.OTM_DATA_DIR || 'data')

/** The running manager of a data directory. @returns {{ pid: number, bootId: string, startTime: string } | undefined} */
export function findManager(directory = dataDir()) {
  const file = join(directory, 'run/manager.pid')
  if (!existsSync(file)) return undefined
  const identity = JSON.parse(readFileSync(file, 'utf8'))
  return isAlive(identity) ? identity : undefined
}

/** Whether a gateway serves the instances of a data directory, with or without a manager. */
export function isServing(directory = dataDir()) {
  const file = join(directory, 'run/gateway.pid')
  return existsSync(file) && findCommand(Number(readFileSync(file, 'utf8'))).includes('gateway.mjs')
}
