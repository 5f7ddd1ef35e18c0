import { access, constants } from 'node:fs/promises'
import { runToEnd } from '../../lib/run-command.ts'
import { inside, type SandboxMount, type SandboxSpec } from '../local/sandbox-spec.ts'

/** A sandbox as bubblewrap makes it. */
export interface SandboxRequest extends Omit<SandboxSpec, 'purpose' | 'image'> {
  /** File descriptor to which bubblewrap writes JSON lines: `child-pid` at the start, `exit-code` at the end. */
  readonly statusFd?: number
  /** true: ends with the process that started it, as builds and one-off commands shall (kill the group that `runToEnd` makes).
   * Otherwise it outlives the manager, and the command is the sandbox's first process, whose death ends all others in it. */
  readonly dieWithParent?: boolean
}

/** What this machine can do. */
export interface SandboxKind {
  /** Path of a bubblewrap that works, or null: then there is no file system, process list or network of one's own. */
  readonly bubblewrap: string | null
  readonly asRoot: boolean
}

/** What to spawn. The environment is the caller's: hand over a clean one, secrets included; never put secrets into `command`.
 * `cwd` is to be handed to `spawn`. */
export interface SandboxCommand {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
}

/** Builds the command line: bubblewrap outside (as root it reaches data below 0700 directories), then setpriv, then prlimit. */
export function sandboxCommand(kind: SandboxKind, spec: SandboxRequest): SandboxCommand {
  const inner = [...privileges(kind, spec), ...limits(kind, spec), ...spec.command]
  if (kind.bubblewrap === null) {
    const [file = '', ...args] = inner
    return { file, args, cwd: inside({ hasOwnFiles: false }, spec, spec.workingDirectory) }
  }
  return { file: kind.bubblewrap, args: [...bubblewrapArgs(kind, spec), '--', ...inner], cwd: '/' }
}

const systemFiles = [
  'ld.so.cache',
  'alternatives',
  'ssl',
  'ca-certificates',
  'pki',
  'hosts',
  'resolv.conf',
  'nsswitch.conf',
  'localtime',
  'passwd',
  'group',
]

function bubblewrapArgs(kind: SandboxKind, spec: SandboxRequest): string[] {
  return [
    ...(kind.asRoot ? [] : ['--unshare-user']),
    ...['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try', '--new-session'],
    // A change of the user clears the parent-death signal, so there bubblewrap itself must be the first process.
    spec.dieWithParent ? '--die-with-parent' : '--as-pid-1',
    ...(spec.network ? [] : ['--unshare-net']),
    ...(spec.statusFd === undefined ? [] : ['--json-status-fd', String(spec.statusFd)]),
    ...['--ro-bind', '/usr', '/usr', '--symlink', 'usr/bin', '/bin', '--symlink', 'usr/sbin', '/sbin'],
    ...['--symlink', 'usr/lib', '/lib', '--symlink', 'usr/lib64', '/lib64', '--dir', '/etc'],
    ...systemFiles.flatMap((name) => ['--ro-bind-try', `/etc/${name}`, `/etc/${name}`]),
    ...['--proc', '/proc', '--dev', '/dev', '--perms', '1777', '--tmpfs', '/dev/shm', '--perms', '1777', '--tmpfs', '/tmp'],
    // Made explicitly: bubblewrap would give them the mode of what is mounted below, which may be 0700 of somebody else.
    ...parentsOf(spec.mounts).flatMap((directory) => ['--dir', directory]),
    ...spec.mounts.flatMap(({ from, to, writable }) => [writable ? '--bind' : '--ro-bind', from, to]),
    ...['--chdir', spec.workingDirectory],
  ]
}

function parentsOf(mounts: readonly SandboxMount[]): string[] {
  const parents = mounts.flatMap(({ to }) =>
    to
      .split('/')
      .slice(1, -1)
      .map((_, index, names) => `/${names.slice(0, index + 1).join('/')}`),
  )
  return [...new Set(parents)].filter((directory) => !/^\/(usr|etc|tmp|dev|proc)(\/|$)/.test(directory) || directory.startsWith('/tmp/'))
}

function privileges(kind: SandboxKind, { uid }: SandboxRequest): string[] {
  if (!kind.asRoot || uid === null) return []
  const identity = ['--reuid', String(uid), '--regid', String(uid), '--clear-groups']
  return ['/usr/bin/setpriv', ...identity, '--no-new-privs', '--inh-caps=-all', '--bounding-set=-all', '--']
}

function limits(kind: SandboxKind, { uid, limits }: SandboxRequest): string[] {
  if (limits === undefined) return []
  const ownUid = kind.asRoot && uid !== null
  const values = [
    ['nofile', limits.openFiles],
    ['fsize', limits.fileSizeBytes],
    ['nproc', ownUid ? limits.processes : undefined],
    ['as', limits.addressSpaceBytes],
  ] as const
  const flags = values.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`]))
  return process.platform === 'linux' ? ['/usr/bin/prlimit', '--core=0', ...flags, '--'] : []
}

/** Tries out what works here; ask once, at start. */
export async function detectSandbox(): Promise<SandboxKind> {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  for (const file of ['/usr/bin/bwrap', '/usr/local/bin/bwrap']) {
    if (process.platform === 'linux' && (await works({ bubblewrap: file, asRoot }))) return { bubblewrap: file, asRoot }
  }
  return { bubblewrap: null, asRoot }
}

async function works(kind: { readonly bubblewrap: string; readonly asRoot: boolean }): Promise<boolean> {
  try {
    await access(kind.bubblewrap, constants.X_OK)
    const probe = { mounts: [], workingDirectory: '/', network: false, uid: 65534, command: ['/usr/bin/true'] }
    const { file, args } = sandboxCommand(kind, probe)
    return (await runToEnd(file, args, { timeoutMs: 5_000 })).exitCode === 0
  } catch {
    return false // not installed, or not to be executed
  }
}
