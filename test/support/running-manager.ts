import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '../../src/client/client.ts'
import { nodeTransport } from '../../src/client/node-transport.ts'
import { toDataLayout } from '../../src/config/data-layout.ts'
import { resourcePath } from '../../src/lib/resources.ts'
import { type CommandResult, runToEnd } from '../../src/lib/run-command.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { freePort } from './free-port.ts'

/** A real manager, with its gateway, on a data directory of its own. */
export interface RunningManager {
  readonly url: string
  readonly httpPort: number
  readonly sshPort: number
  readonly dataDir: string
  readonly pid: number
  /** What `otm` speaks with: the manager's own socket. Asks at once what would take a process each time. */
  readonly client: Client
  /** All that it printed so far. */
  output(): string
  /** Runs `otm` as the server itself does. */
  otm(...args: OtmArguments): Promise<CommandResult>
  /** Like `otm … --json`, parsed; throws what it complained about. */
  otmJson<T = Record<string, unknown>>(...args: OtmArguments): Promise<T>
  /** Ctrl-C: everything ends in order. */
  stop(): Promise<number | null>
  /** SIGTERM: the manager alone ends, in order. */
  leave(): Promise<number | null>
  /** SIGKILL to the manager alone. */
  kill(): Promise<void>
  exited(): Promise<number | null>
}

/** Words of the command line; an object among them says what comes from standard input. */
type OtmArguments = readonly (string | { readonly input: string })[]

export interface ManagerOptions {
  readonly dataDir: string
  readonly httpPort?: number
  readonly sshPort?: number
  readonly env?: Readonly<Record<string, string>>
  readonly nodeArgs?: readonly string[]
  /** What runs the manager, e.g. inside a network of its own; a program that becomes what it runs. */
  readonly launcher?: readonly string[]
  /** The installation whose build runs; by default this one. */
  readonly root?: string
}

/** What `npm start` runs. Tests build it before they begin (`scripts/test/build-first.mjs`). */
const programs = { manager: resourcePath('build', 'manager.mjs'), otm: resourcePath('build', 'otm.mjs') }

/** A scratch directory in which a manager may keep its data, also when instances run as other users. */
export async function makeDataDir(): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'otm-e2e-'))
  await chmod(scratch, 0o711)
  const dataDir = join(scratch, 'data')
  await mkdir(dataDir, { mode: 0o711 })
  return dataDir
}

export const removeDataDir = (dataDir: string): Promise<void> => rm(join(dataDir, '..'), { recursive: true, force: true })

/** Starts a manager and waits until it says that it is ready. */
export async function startManager(options: ManagerOptions): Promise<RunningManager> {
  const httpPort = options.httpPort ?? (await freePort())
  const sshPort = options.sshPort ?? (await freePort())
  const env = managerEnv(options, httpPort, sshPort)
  const program = options.root === undefined ? programs.manager : join(options.root, 'build', 'manager.mjs')
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', ...(options.nodeArgs ?? []), program]
  const [file = '', ...args] = [...(options.launcher ?? []), ...node]
  const child = spawn(file, args, {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = collectOutput(child)
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const manager = toRunningManager({ child, env, output, exited, httpPort, sshPort, dataDir: options.dataDir })
  await waitUntil(
    'the manager is ready',
    () => {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The manager ended at once:\n${output()}`)
      return output().includes('is ready')
    },
    { timeoutMs: 60_000 },
  )
  return manager
}

/** Starts a manager that is expected to end by itself. @returns how it ended */
export function runManager(options: ManagerOptions & { readonly httpPort: number; readonly sshPort: number }): Promise<CommandResult> {
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', programs.manager]
  const [file = '', ...args] = [...(options.launcher ?? []), ...node]
  return runToEnd(file, args, {
    env: managerEnv(options, options.httpPort, options.sshPort),
    timeoutMs: 60_000,
  })
}

/** The environment without what concerns the tests themselves. */
export function outsideEnv(): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !name.startsWith('OTM_') && !name.startsWith('VITEST'),
  )
  return Object.fromEntries(inherited) as Record<string, string>
}

function managerEnv({ dataDir, env = {} }: ManagerOptions, httpPort: number, sshPort: number): Record<string, string> {
  return {
    ...outsideEnv(),
    OTM_DATA_DIR: dataDir,
    OTM_HTTP_PORT: String(httpPort),
    OTM_SSH_PORT: String(sshPort),
    ...env,
  }
}

function collectOutput(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  return () => text
}

interface Parts {
  readonly child: ChildProcess
  readonly env: Record<string, string>
  readonly output: () => string
  readonly exited: Promise<number | null>
  readonly httpPort: number
  readonly sshPort: number
  readonly dataDir: string
}

function toRunningManager({ child, env, output, exited, httpPort, sshPort, dataDir }: Parts): RunningManager {
  const otm = (...args: OtmArguments): Promise<CommandResult> => {
    const words = args.filter((arg) => typeof arg === 'string')
    const input = args.find((arg) => typeof arg === 'object')?.input ?? ''
    const command = ['--disable-warning=ExperimentalWarning', programs.otm, ...words]
    return runToEnd(process.execPath, command, { env, input, timeoutMs: 300_000 })
  }
  return {
    url: `http://localhost:${httpPort}`,
    httpPort,
    sshPort,
    dataDir,
    pid: child.pid ?? -1,
    client: createClient(nodeTransport({ socketPath: toDataLayout(dataDir).managerSocket })),
    output,
    otm,
    async otmJson<T>(...args: OtmArguments): Promise<T> {
      const result = await otm(...args, '--json')
      if (result.exitCode !== 0)
        throw new Error(
          `otm ${args.filter((arg) => typeof arg === 'string').join(' ')} ended with ${result.exitCode}: ${result.stderr}${result.stdout}`,
        )
      return JSON.parse(result.stdout) as T
    },
    stop() {
      child.kill('SIGINT')
      return exited
    },
    leave() {
      child.kill('SIGTERM')
      return exited
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    exited: () => exited,
  }
}
