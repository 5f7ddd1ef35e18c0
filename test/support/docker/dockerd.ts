import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import Docker from 'dockerode'
import { atomicWrite } from '../../../src/lib/atomic-write.ts'
import { isAlive, toProcessIdentity } from '../../../src/lib/process-identity.ts'
import { waitUntil } from '../../../src/lib/wait-until.ts'

/** What the daemon is to be like; kept in its directory, so that whoever cleans up later can start the same one again. */
export interface DockerdConfig {
  readonly 'live-restore': boolean
  /** Whether it writes rules of the firewall: what a container with a network needs. */
  readonly iptables: boolean
  readonly 'storage-driver': 'overlay2' | 'vfs'
}

export const socketOf = (directory: string): string => join(directory, 'docker.sock')
export const clientOf = (directory: string): Docker => new Docker({ socketPath: socketOf(directory) })
const configOf = (directory: string): string => join(directory, 'daemon.json')
const logOf = (directory: string): string => join(directory, 'dockerd.log')

/** Everything of its own, so that it gets along with a daemon that is already there. */
export async function writeConfig(directory: string, config: DockerdConfig): Promise<void> {
  const all = {
    ...config,
    'data-root': join(directory, 'data'),
    'exec-root': join(directory, 'exec'),
    pidfile: join(directory, 'dockerd.pid'),
    hosts: [`unix://${socketOf(directory)}`],
    bridge: 'none',
    'userland-proxy': false,
    'log-level': 'warn',
  }
  await atomicWrite(configOf(directory), JSON.stringify(all))
}

export const readConfig = async (directory: string): Promise<DockerdConfig> => JSON.parse(await readFile(configOf(directory), 'utf8'))

/** Starts the daemon of a directory and waits until it answers. It outlives whoever starts it. @returns its pid
 * @throws Error with the end of its log */
export async function startDockerd(directory: string): Promise<number> {
  await removePidFiles(directory)
  const log = openSync(logOf(directory), 'a')
  const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }
  const child = spawn('dockerd', ['--config-file', configOf(directory), ...namespaces(directory)], {
    detached: true,
    stdio: ['ignore', log, log],
    env,
  })
  await once(child, 'spawn')
  child.unref()
  const { pid = 0 } = child
  const daemon = toProcessIdentity(pid)
  await waitUntil('the Docker daemon answers', async () => (await answers(directory)) || !isAlive(daemon), { timeoutMs: 60_000 })
  if (!isAlive(daemon)) throw new Error(`The Docker daemon ended at once: ${await readEnd(logOf(directory))}`)
  return pid
}

/** Of a daemon that was killed. It takes any process with such a number for its own that still lives: another one by now, or, where
 * the first process of the machine collects no dead ones (as in many containers), the dead one itself. */
async function removePidFiles(directory: string): Promise<void> {
  for (const name of ['dockerd.pid', join('exec', 'containerd', 'containerd.pid')]) {
    const file = join(directory, name)
    const pid = Number(await readFile(file, 'utf8').catch(() => ''))
    const isOurs = /^\S*(dockerd|containerd)\0/.test(await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))
    if (!isOurs) await rm(file, { force: true })
  }
}

/** dockerd prefers the machine's containerd, where one runs, to a new one. They cannot stand in its file: it knows one of them there by
 * another name than it checks. */
function namespaces(directory: string): readonly string[] {
  const name = basename(directory)
  return ['--containerd-namespace', name, '--containerd-plugins-namespace', `${name}-plugins`]
}

const answers = (directory: string): Promise<boolean> =>
  clientOf(directory)
    .ping()
    .then(
      () => true,
      () => false, // not yet
    )

const readEnd = async (file: string): Promise<string> => (await readFile(file, 'utf8')).trim().split('\n').slice(-5).join('\n')

/** The daemon of this directory as far as it lives and answers. */
export async function findDockerd(directory: string): Promise<number | undefined> {
  const pid = Number(await readFile(join(directory, 'dockerd.pid'), 'utf8').catch(() => ''))
  return pid > 0 && (await answers(directory)) ? pid : undefined
}

/** Ends the daemon, with this signal, and waits for its end. */
export async function endDockerd(pid: number, signal: NodeJS.Signals): Promise<void> {
  const daemon = toProcessIdentity(pid)
  if (!isAlive(daemon)) return
  process.kill(pid, signal)
  await waitUntil('the Docker daemon ends', () => !isAlive(daemon), { timeoutMs: 60_000 })
}
