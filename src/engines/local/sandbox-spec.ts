import type { InstanceSpec } from '../../domain/engine.ts'

/** A file or directory of the machine as it appears inside; read-only unless `writable`. Read-only ones that do not exist fail.
 * `from` is opened with the manager's (or a daemon's) rights: no directory above `from` may belong to an instance, and `to` may not lie
 * below a writable mount (a link there would lead the mount astray). */
export interface SandboxMount {
  readonly from: string
  readonly to: string
  readonly writable?: boolean
}

/** Limits of a single process (rlimits); what is left out is inherited. Core dumps are always off. */
export interface SandboxLimits {
  readonly openFiles?: number
  readonly fileSizeBytes?: number
  /** Counted per uid, so only in force where the sandbox has a `uid` of its own. */
  readonly processes?: number
  readonly addressSpaceBytes?: number
}

/** The ground on which a program stands where that is not this machine's own: an image of containers. */
export interface Image {
  /** Of the very image, as long as it is there. */
  readonly id: string
  /** By which it, or its successor, is fetched. */
  readonly name: string
}

/** What a program is for, and whose it is. */
export interface Purpose {
  readonly kind: 'app' | 'database' | 'job' | 'build'
  /** null: nobody's, or everybody's. */
  readonly instance: Pick<InstanceSpec, 'id' | 'limits'> | null
}

/** A program of an instance, and what it may see and use. */
export interface SandboxSpec {
  readonly purpose: Purpose
  /** null: any will do. */
  readonly image: Image | null
  /** Besides these it has what dynamic linking, DNS, TLS and time zones need, all read-only, and an empty `/tmp`, `/dev`, `/proc` of its own.
   * A mount upon one of these wins. */
  readonly mounts: readonly SandboxMount[]
  /** As it is called inside. */
  readonly workingDirectory: string
  /** false: not even the machine's loopback; Unix sockets in mounts still work. */
  readonly network: boolean
  /** User and group to become, as root; null: stay who we are. Ignored when the manager is not root. */
  readonly uid: number | null
  readonly limits?: SandboxLimits
  /** Program and arguments. Absolute paths are those inside (`inside`); other programs are found by PATH. */
  readonly command: readonly string[]
}

/** How `path` of the inside is called where the command runs: with files of its own that itself, else the mount's origin. Use it for
 * arguments and environment variables that contain paths. */
export function inside({ hasOwnFiles }: { readonly hasOwnFiles: boolean }, spec: Pick<SandboxSpec, 'mounts'>, path: string): string {
  if (hasOwnFiles) return path
  const mount = spec.mounts
    .filter(({ to }) => path === to || path.startsWith(`${to}/`))
    .reduce<SandboxMount | undefined>((best, each) => (best && best.to.length >= each.to.length ? best : each), undefined)
  return mount ? mount.from + path.slice(mount.to.length) : path
}
