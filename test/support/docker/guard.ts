import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive, type ProcessIdentity, toProcessIdentity } from '../../../src/lib/process-identity.ts'
import { daemonsRoot, isDaemonDirectory } from './places.ts'

/** Who a daemon was started for, and who cleans up when that one is gone without a word. */
interface Guarded {
  readonly owner: ProcessIdentity
  readonly guard: ProcessIdentity
}

const fileName = 'guarded.json'
const program = join(import.meta.dirname, 'guard-main.ts')

/** Starts what removes the daemon of a directory as soon as its owner is gone, also when it was killed. @param owner  a pid */
export async function startGuard(directory: string, owner: number): Promise<void> {
  const identity = toProcessIdentity(owner)
  const args = ['--disable-warning=ExperimentalWarning', program, directory, JSON.stringify(identity)]
  const child = spawn(process.execPath, args, { detached: true, stdio: 'ignore' })
  child.unref()
  const guarded: Guarded = { owner: identity, guard: toProcessIdentity(child.pid ?? 0) }
  await writeFile(join(directory, fileName), JSON.stringify(guarded))
}

/** Directories of daemons whose owner and guard are both gone: left over when everything was killed at once. */
export async function findAbandoned(): Promise<readonly string[]> {
  const directories = (await readdir(daemonsRoot)).filter(isDaemonDirectory).map((name) => join(daemonsRoot, name))
  const guarded = directories.filter((directory) => existsSync(join(directory, fileName)))
  const abandoned = await Promise.all(guarded.map(isAbandoned))
  return guarded.filter((_, index) => abandoned[index])
}

async function isAbandoned(directory: string): Promise<boolean> {
  const text = await readFile(join(directory, fileName), 'utf8').catch(() => undefined)
  if (text === undefined || text === '') return false // it is just being made or removed
  const { owner, guard }: Guarded = JSON.parse(text)
  return !isAlive(owner) && !isAlive(guard)
}
