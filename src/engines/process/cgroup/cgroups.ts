import { mkdir, readFile, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultLimits, type Limits } from '../../../domain/instance.ts'
import { newId } from '../../../lib/ids.ts'
import { waitUntil } from '../../../lib/wait-until.ts'
import { exists } from '../../local/exists.ts'
import { type CgroupVersion, type LimitFile, limitFiles } from './limit-files.ts'

/** The machine's control groups, as far as we may make some. */
export interface Cgroups {
  readonly version: CgroupVersion
  readonly root: string
}

const mountPoint = '/sys/fs/cgroup'
const controllers = ['memory', 'pids', 'cpu'] as const

/** Tries to make, limit and remove a group; null where that is not possible (not root, macOS, some containers). */
export async function detectCgroups(): Promise<Cgroups | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const version = (await exists(join(mountPoint, 'cgroup.controllers'))) ? 2 : 1
  const cgroups: Cgroups = { version, root: mountPoint }
  const probe = newId('probe-', 8)
  try {
    await setGroupLimits(cgroups, probe, defaultLimits)
    return cgroups
  } catch {
    return null // not allowed here
  } finally {
    await removeGroup(cgroups, probe)
  }
}

/** Makes the group of that name, or changes its limits. */
export async function setGroupLimits(cgroups: Cgroups, name: string, limits: Limits): Promise<void> {
  if (cgroups.version === 2) await delegate(cgroups)
  for (const limit of limitFiles(cgroups.version, limits)) {
    const directory = directoryOf(cgroups, limit.controller, name)
    await mkdir(directory, { recursive: true })
    await writeFile(join(directory, limit.file), limit.value)
  }
}

/** Version 2: children get only those controllers that every group above hands on. */
async function delegate({ root }: Cgroups): Promise<void> {
  await mkdir(join(root, 'otm'), { recursive: true })
  for (const directory of [root, join(root, 'otm')]) await writeFile(join(directory, 'cgroup.subtree_control'), '+memory +pids +cpu')
}

/** Moves processes into the group; those that ended meanwhile are left out. */
export async function addToGroup(cgroups: Cgroups, name: string, pids: readonly number[]): Promise<void> {
  for (const directory of directoriesOf(cgroups, name)) {
    for (const pid of pids) await writeFile(join(directory, 'cgroup.procs'), String(pid)).catch(unlessGone)
  }
}

export async function processesInGroup(cgroups: Cgroups, name: string): Promise<readonly number[]> {
  const [directory = ''] = directoriesOf(cgroups, name)
  const text = await readFile(join(directory, 'cgroup.procs'), 'utf8').catch(() => '')
  return text.split('\n').filter(Boolean).map(Number)
}

/** Removes the group, whose processes must have been ended. */
export async function removeGroup(cgroups: Cgroups, name: string): Promise<void> {
  for (const directory of directoriesOf(cgroups, name)) {
    await waitUntil(`the control group ${directory} is empty`, () => remove(directory), { timeoutMs: 5_000, intervalMs: 20 })
  }
}

/** Removes the group if nothing runs in it; a later start makes it again. */
export async function removeEmptyGroup(cgroups: Cgroups, name: string): Promise<void> {
  for (const directory of directoriesOf(cgroups, name)) await remove(directory)
}

const remove = (directory: string): Promise<boolean> =>
  rmdir(directory).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'EBUSY',
  )

function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ESRCH') throw error
}

const directoriesOf = (cgroups: Cgroups, name: string): readonly string[] =>
  cgroups.version === 2 ? [directoryOf(cgroups, 'memory', name)] : controllers.map((controller) => directoryOf(cgroups, controller, name))

const directoryOf = ({ version, root }: Cgroups, controller: LimitFile['controller'], name: string): string =>
  version === 2 ? join(root, 'otm', name) : join(root, controller, 'otm', name)
