import { chmod, chown, mkdir } from 'node:fs/promises'
import type { InstanceSpec } from '../../domain/engine.ts'
import { ManagerError } from '../../domain/error.ts'
import type { InstanceId } from '../../domain/names.ts'
import type { Settings } from '../../domain/settings.ts'
import type { Confinement } from './confinement.ts'
import { noteAllowance } from './disk/allowance.ts'
import { markOwn } from './own-instances.ts'
import { type InstancePaths, instancePaths } from './paths.ts'

/** What all parts of an engine that keeps its instances on this machine work with. */
export interface Context {
  readonly settings: Settings
  readonly confinement: Confinement
  readonly bootId: string
  /** Runs one action on an instance after the other. */
  readonly oneAtATime: <T>(key: string, action: () => Promise<T>) => Promise<T>
  /** Processes that are just being started or stopped here, which `list` must not take for dead. */
  readonly inHand: Set<string>
  /** One-off commands that run, each with what ends it; the reason is a sentence. */
  readonly jobs: Map<InstanceId, Set<AbortController>>
}

export const pathsOf = ({ settings }: Context, id: InstanceId): InstancePaths => instancePaths(settings, id)

/** The uid that owns the instance's data: its own when we are root, else everything is ours. */
export const ownerOf = ({ confinement }: Context, instance: Pick<InstanceSpec, 'uid'>): number | null =>
  confinement.asRoot ? instance.uid : null

/** Makes a directory that only the manager enters; where instances have no files of their own, they must get through it to what is theirs. */
export async function makeOurs(
  { confinement }: { readonly confinement: Pick<Confinement, 'asRoot' | 'hasOwnFiles'> },
  directory: string,
): Promise<void> {
  await mkdir(directory, { recursive: true })
  await chmod(directory, confinement.asRoot && !confinement.hasOwnFiles ? 0o711 : 0o700)
}

/** Makes a directory that belongs to the instance alone. */
export async function makeTheirs(directory: string, uid: number | null): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  if (uid !== null) await chown(directory, uid, uid)
}

/** All directories of an instance; the ones for sockets again after a reboot. */
export async function makeDirectories(context: Context, instance: InstanceSpec): Promise<InstancePaths> {
  const paths = pathsOf(context, instance.id)
  const { settings, confinement } = context
  await makeOurs(context, paths.root)
  await markOwn(paths, confinement.engine)
  await noteAllowance(paths, instance.limits)
  for (const directory of [settings.runtimeDir, paths.run, paths.postgres, paths.releases, paths.work, paths.log, paths.records]) {
    await makeOurs(context, directory)
  }
  await makeTheirs(paths.postgresSocket, ownerOf(context, instance))
  return paths
}

/** Unix sockets have short names. @throws ManagerError `setting_invalid` */
export function assertShortEnough({ runtimeDir }: Pick<Settings, 'runtimeDir'>): void {
  const longest = `${runtimeDir}/i12345678/p12345678.control`
  if (Buffer.byteLength(longest) <= (process.platform === 'darwin' ? 103 : 107)) return
  throw new ManagerError(
    'setting_invalid',
    `The directory for sockets, ${runtimeDir}, has too long a name: sockets below it would exceed what the system allows. Choose a shorter data directory.`,
  )
}
