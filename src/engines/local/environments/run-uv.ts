import type { LogLine } from '../../../domain/engine.ts'
import { passwordScrubber } from '../../../lib/proxy-address.ts'
import type { CommandResult } from '../../../lib/run-command.ts'
import type { Confinement } from '../confinement.ts'
import { inside, type SandboxSpec } from '../sandbox-spec.ts'
import type { ToolSettings } from '../tools.ts'
import { type BuildRoom, pythonMounts } from './build-room.ts'
import { withinRoom } from './limit-room.ts'
import { networkEnvironment } from './network-environment.ts'
import type { Python } from './python.ts'

export interface Builder {
  readonly room: BuildRoom
  readonly python: Python
  readonly settings: ToolSettings
  readonly confinement: Pick<Confinement, 'hasOwnFiles' | 'run'>
  readonly log: LogLine
  readonly signal: AbortSignal
}

const timeoutMs = 20 * 60_000
const progress = /^\s*(Resolved|Prepared|Installed|Building|Built|Downloading|Downloaded|Updating|Updated|Bytecode compiled)\s/

/** Runs uv in the sandbox, with network, unprivileged. Paths in `args` are those of the sandbox (`/in`, `/out`). Its progress goes to the log. */
export async function runUv(builder: Builder, args: readonly string[]): Promise<CommandResult> {
  const { room, python, confinement, log, signal } = builder
  const mounts = [...room.mounts, ...pythonMounts(python)]
  const toInside = (path: string): string => inside(confinement, { mounts }, path)
  const sandbox: SandboxSpec = {
    purpose: { kind: 'build', instance: null },
    image: python.image,
    mounts,
    workingDirectory: '/out',
    network: true,
    uid: room.uid,
    limits: { openFiles: 4096, fileSizeBytes: 4 * 1024 ** 3, processes: 500 },
    command: [toInside('/uv/uv'), ...args.map((each) => (each.startsWith('/') ? toInside(each) : each))],
  }
  const scrub = passwordScrubber([builder.settings.httpsProxy, builder.settings.packageIndexUrl])
  const onLine = (line: string): void => {
    if (progress.test(line)) log(scrub(line.trim()))
  }
  const env = environment(builder, toInside)
  const result = await withinRoom(room.writable, { signal }, (inRoom) =>
    confinement.run(sandbox, { env, timeoutMs, signal: inRoom, onLine }),
  )
  signal.throwIfAborted()
  return { ...result, stderr: scrub(result.stderr) } // what is built prints there, too
}

function environment({ settings, confinement }: Builder, toInside: (path: string) => string): Record<string, string> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'C.UTF-8',
    HOME: toInside('/out'),
    UV_CACHE_DIR: toInside('/cache'),
    // Surroundings of builds are linked, which is fast; environments never, for each is changed by itself: in the sandbox they lie on another mount.
    UV_LINK_MODE: confinement.hasOwnFiles ? 'hardlink' : 'copy',
    UV_NO_CONFIG: '1',
    UV_NO_PROGRESS: '1',
    UV_PYTHON_DOWNLOADS: 'never',
    ...(settings.packageIndexUrl === null ? {} : { UV_DEFAULT_INDEX: settings.packageIndexUrl }),
    ...networkEnvironment(settings, settings.extraCaFile === null ? null : toInside('/in/certificates.pem')),
  }
}
