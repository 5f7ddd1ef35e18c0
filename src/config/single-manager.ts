import { mkdir, readFile, rm } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { ManagerError } from '../domain/error.ts'
import { atomicWrite } from '../lib/atomic-write.ts'
import { isAlive, type ProcessIdentity, toProcessIdentity } from '../lib/process-identity.ts'
import { toDataLayout } from './data-layout.ts'

export interface RunningManager extends ProcessIdentity {
  /** Where its dashboard is, e.g. `http://localhost:8000`. */
  readonly address: string
}

/** Makes this process the only manager of a data directory, until `release` or its end, whatever that end is.
 * @param address what a second start tells people
 * @throws ManagerError `already_running`
 * @see docs/decisions/0012-one-manager.md */
export async function claimDataDir(dataDir: string, address: string): Promise<{ release(): Promise<void> }> {
  const { runDir, managerLock, managerPid } = toDataLayout(dataDir)
  await mkdir(dataDir, { recursive: true, mode: 0o711 })
  await mkdir(runDir, { mode: 0o711 }).catch(unlessThere) // not recursive: that hides on a read-only disk what the matter is
  const lock = tryLock(managerLock)
  if (!lock) throw alreadyRunning(dataDir, await findRunningManager(dataDir))
  await atomicWrite(managerPid, `${JSON.stringify({ ...toProcessIdentity(process.pid), address } satisfies RunningManager)}\n`, 0o644)
  return {
    release: async () => {
      await rm(managerPid, { force: true })
      lock.close()
    },
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

/** The manager of a data directory, if one lives. */
export async function findRunningManager(dataDir: string): Promise<RunningManager | undefined> {
  const text = await readFile(toDataLayout(dataDir).managerPid, 'utf8').catch(() => '{}') // no file: no manager
  const manager = parse(text)
  return manager && isAlive(manager) ? manager : undefined
}

const managerSchema = z.object({
  pid: z.int().positive(),
  bootId: z.string().nullable(),
  startTime: z.string().nullable(),
  address: z.string(),
})

function parse(text: string): RunningManager | undefined {
  try {
    return managerSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined // written by nobody of ours, so it tells nothing
  }
}

/** SQLite's lock is the system's: it ends with the process, and only one can have it, who never lets go. Of those who begin at once, all would fail at the small
 * locks that lead to it if none waited; these they let go of in between. */
function tryLock(file: string): DatabaseSync | undefined {
  const database = new DatabaseSync(file, { timeout: 200 })
  try {
    database.exec('begin exclusive')
    return database
  } catch (error) {
    database.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return undefined
    throw error
  }
}

const sqliteBusy = 5

function alreadyRunning(dataDir: string, manager: RunningManager | undefined): ManagerError {
  const where = manager ? `at ${manager.address} (process ${manager.pid})` : 'and has not said yet where'
  return new ManagerError(
    'already_running',
    `oTree Manager is running on ${dataDir} already, ${where}. Open that address, or stop it first with: npm stop`,
    manager ? { address: manager.address, pid: manager.pid } : {},
  )
}
