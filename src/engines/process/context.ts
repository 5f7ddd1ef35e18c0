import { chmod, chown, mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { InstanceSpec } from '../../domain/engine.ts'
import { ManagerError } from '../../domain/error.ts'
import type { InstanceId } from '../../domain/names.ts'
import type { Settings } from '../../domain/settings.ts'
import type { Cgroups } from './cgroup/cgroups.ts'
import { type InstancePaths, instancePaths } from './paths.ts'
import type { PostgresPrograms } from './postgres/programs.ts'
import type { SandboxKind } from './sandbox.ts'

/** What all parts of the process engine work with. */
export interface Context {
  readonly settings: Settings
  readonly kind: SandboxKind
  readonly bootId: string
  /** PostgreSQL for new instances. */
  readonly programs: PostgresPrograms
  /** null: this machine does not let us limit memory and CPU. */
  readonly cgroups: Cgroups | null
  /** Runs one action on an instance after the other. */
  readonly oneAtATime: <T>(key: string, action: () => Promise<T>) => Promise<T>
  /** Processes that are just being started or stopped here, which `list` must not take for dead. */
  readonly inHand: Set<string>
}

export const pathsOf = ({ settings }: Context, id: InstanceId): InstancePaths => instancePaths(settings, id)

/** The uid that owns the instance's data: its own when we are root, else everything is ours. */
export const ownerOf = ({ kind }: Context, instance: Pick<InstanceSpec, 'uid'>): number | null => (kind.asRoot ? instance.uid : null)

/** Makes a directory that only the manager enters; where there is no bubblewrap, instances must get through it to what is theirs. */
export async function makeOurs({ kind }: Pick<Context, 'kind'>, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  await chmod(directory, kind.asRoot && kind.bubblewrap === null ? 0o711 : 0o700)
}

/** Makes a directory that belongs to the instance alone. */
export async function makeTheirs(directory: string, uid: number | null): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  if (uid !== null) await chown(directory, uid, uid)
}

/** All directories of an instance; the ones for sockets again after a reboot. */
export async function makeDirectories(context: Context, instance: InstanceSpec): Promise<InstancePaths> {
  const paths = pathsOf(context, instance.id)
  const { settings } = context
  for (const directory of [
    settings.runtimeDir,
    paths.run,
    paths.root,
    paths.postgres,
    paths.releases,
    paths.work,
    paths.log,
    paths.records,
  ]) {
    await makeOurs(context, directory)
  }
  await makeTheirs(paths.postgresSocket, ownerOf(context, instance))
  return paths
}

/** Unix sockets have short names. @throws ManagerError `setting_invalid` */
export function assertShortEnough({ runtimeDir }: Pick<Settings, 'runtimeDir'>): void {
  const longest = `${runtimeDir}/i12345678/p12345678/control`
  if (Buffer.byteLength(longest) <= (process.platform === 'darwin' ? 103 : 107)) return
  throw new ManagerError(
    'setting_invalid',
    `The directory for sockets, ${runtimeDir}, has too long a name: sockets below it would exceed what the system allows. Choose a shorter data directory.`,
  )
}

/** Without bubblewrap, instances walk to their files like everybody: each directory above must let them through.
 * @throws ManagerError `setting_invalid` */
export async function assertReachable({ asRoot, bubblewrap }: SandboxKind, dataDir: string): Promise<void> {
  if (!asRoot || bubblewrap !== null) return
  for (let directory = dirname(dataDir); directory !== '/'; directory = dirname(directory)) {
    const facts = await stat(directory).catch(() => undefined)
    if (facts === undefined || (facts.mode & 0o001) !== 0) continue
    throw new ManagerError(
      'setting_invalid',
      `Instances run as users of their own, and cannot reach the data directory ${dataDir}, because ${directory} is closed to others. Install bubblewrap, or set OTM_DATA_DIR to a directory such as /var/lib/otree-manager.`,
    )
  }
}
