import type { Capabilities } from '../../domain/engine.ts'
import type { Cgroups } from './cgroup/cgroups.ts'
import type { SandboxKind } from './sandbox.ts'

/** What is in force on this machine, and what is not, in sentences. */
export function toCapabilities(kind: SandboxKind, cgroups: Cgroups | null): Omit<Capabilities, 'engine' | 'postgresVersion' | 'pythons'> {
  const sandbox = kind.bubblewrap !== null
  const isolation = sandbox ? (kind.asRoot ? 'sandbox+uid' : 'sandbox') : kind.asRoot ? 'uid' : 'none'
  return {
    isolation,
    networkIsolation: sandbox,
    memoryLimit: cgroups !== null,
    notes: [...isolationNotes(sandbox, kind.asRoot), ...(cgroups === null ? [limitNote(kind.asRoot)] : [])],
  }
}

function isolationNotes(sandbox: boolean, asRoot: boolean): readonly string[] {
  if (sandbox)
    return ['Instances with access to the Internet share the network of this machine. Give that access only to projects you trust.']
  const how =
    process.platform === 'linux'
      ? 'Install bubblewrap (Debian, Ubuntu: apt install bubblewrap) and start the manager again.'
      : 'Use Linux for a laboratory.'
  const what = asRoot
    ? 'Instances run as users of their own, but see the processes and the network of this machine, and Pythons below a directory that is closed to others (such as /root) are passed over.'
    : 'Instances run as the same user as the manager: their code can read everything that this user can read. Run only projects you trust.'
  return [`The sandbox is not in force. ${what} ${how}`]
}

const limitNote = (asRoot: boolean): string =>
  asRoot
    ? 'Memory and CPU of instances are not limited, because this machine does not allow control groups.'
    : 'Memory and CPU of instances are not limited, because the manager does not run as root.'
