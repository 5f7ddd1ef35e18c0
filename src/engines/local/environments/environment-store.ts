import { createHash } from 'node:crypto'
import { lstat, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { InstanceId } from '../../../domain/names.ts'
import type { Settings } from '../../../domain/settings.ts'
import type { Image } from '../sandbox-spec.ts'
import type { BuildRoom } from './build-room.ts'
import { cacheDirectory, environmentDirectory, environmentsDirectory, type Scope } from './environment-paths.ts'
import type { Python } from './python.ts'
import { takeOver } from './take-over.ts'

/** An installed environment: a virtual environment that works wherever it is mounted, as long as `pythonHome` is where it was. */
export interface PreparedEnvironment {
  readonly key: string
  readonly directory: string
  readonly pythonHome: string
  /** In which its Python is; null: on this machine. */
  readonly image: Image | null
  readonly pythonVersion: string
  readonly otreeVersion: string
  /** As `uv pip compile --generate-hashes` writes it. */
  readonly lock: string
}

const recordName = 'otree-manager.json'
const recordSchema = z.object({
  scope: z.string(),
  pythonHome: z.string(),
  image: z.object({ id: z.string(), name: z.string() }).nullable().default(null),
  pythonVersion: z.string(),
  otreeVersion: z.string(),
  lock: z.string(),
})

/** Environments of different instances are the same one only where nobody could have tampered with it (`scope.ts`). */
export function toKey(python: Python, scope: Scope, lock: string): string {
  const parts = [python.build, python.executable, process.platform, process.arch, scope, lock]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}

/** undefined when it is not there, or its interpreter is gone. */
export async function findEnvironment(settings: Pick<Settings, 'dataDir'>, key: string): Promise<PreparedEnvironment | undefined> {
  const directory = environmentDirectory(settings, key)
  try {
    const { scope: _, ...record } = await readRecord(directory)
    await (record.image === null ? stat : lstat)(join(directory, 'bin', 'python')) // in an image it leads nowhere on this machine
    return { key, directory, ...record }
  } catch {
    return undefined // never made, removed, or without its interpreter
  }
}

/** Removes what was built for one instance alone: its environments, its package cache, its notes. */
export async function forgetEnvironments(settings: Pick<Settings, 'dataDir'>, id: InstanceId): Promise<void> {
  const directory = environmentsDirectory(settings)
  for (const key of (await readdir(directory).catch(() => [])).filter((name) => /^[0-9a-f]{32}$/.test(name))) {
    const scope = await readRecord(join(directory, key)).then(
      (record) => record.scope,
      () => undefined, // never finished
    )
    if (scope === id) await rm(join(directory, key), { recursive: true, force: true })
  }
  await rm(join(directory, 'memos', id), { recursive: true, force: true })
  await rm(cacheDirectory(settings, id), { recursive: true, force: true })
}

const readRecord = async (directory: string) => recordSchema.parse(JSON.parse(await readFile(join(directory, recordName), 'utf8')))

export interface NewEnvironment {
  readonly settings: Pick<Settings, 'dataDir'>
  readonly room: BuildRoom
  readonly python: Python
  readonly key: string
  readonly lock: string
  readonly otreeVersion: string
}

/** Takes over what was built: nobody but us may write to it from now on, and it is there whole or not at all. */
export async function keepEnvironment(made: NewEnvironment): Promise<PreparedEnvironment> {
  const { settings, room, python, key, lock, otreeVersion } = made
  const built = join(room.output, 'env')
  const record = { pythonHome: python.home, image: python.image, pythonVersion: python.version, otreeVersion, lock }
  if (!(await lstat(built)).isDirectory()) throw new Error('What was built is not an environment.')
  await takeOver(built, room.uid !== null)
  await rm(join(built, recordName), { recursive: true, force: true })
  await writeFile(join(built, recordName), JSON.stringify({ scope: room.scope, ...record }), { mode: 0o644, flag: 'wx' })
  const directory = environmentDirectory(settings, key)
  await rename(built, directory).catch(async (error: unknown) => {
    if (!(await findEnvironment(settings, key))) {
      await rm(directory, { recursive: true, force: true }) // without its interpreter or half removed: made anew
      await rename(built, directory).catch(() => Promise.reject(error))
    }
  })
  return { key, directory, ...record }
}
