import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { waitUntil } from '../../../src/lib/wait-until.ts'
import { clientOf, type DockerdConfig, endDockerd, readConfig, socketOf, startDockerd, writeConfig } from './dockerd.ts'
import { noteFirewall } from './firewall.ts'
import { findAbandoned, startGuard } from './guard.ts'
import { loadImages, type TestImages } from './images/load-images.ts'
import { newDaemon } from './places.ts'
import { removeDaemon } from './remove-daemon.ts'

/** Where a daemon is reached, and what it has. */
export interface DockerPlace {
  readonly socketPath: string
  readonly images: TestImages
}

/** A daemon of one's own, which may be restarted and killed. */
export interface DockerDaemon extends DockerPlace {
  /** Of the daemon that runs now. */
  readonly pid: number
  /** Ends it in order and starts it again. @param liveRestore  whether containers go on meanwhile; default true */
  restart(options?: { liveRestore?: boolean }): Promise<void>
  /** SIGKILL; containers go on, `start` starts it again. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Ends it with everything that it has; nothing is left. */
  stop(): Promise<void>
}

/** Why no daemon can be started on this machine; undefined: nothing speaks against it. */
export function findHindrance(): string | undefined {
  if (process.getuid?.() !== 0) return 'Only root can start a Docker daemon.'
  if (!existsSync('/usr/sbin/dockerd') && !existsSync('/usr/bin/dockerd')) return 'There is no dockerd here (package docker.io).'
  if (!existsSync('/var/lib/dpkg/status')) return 'Images for Docker are made of the packages of Debian, and this is another system.'
  return undefined
}

/** Starts a daemon with the images of `images/recipe.ts`.
 * @param options.firewall  whether it may write rules, which containers with a network need. Only one daemon at a time may: a second one
 *   empties chains that the first one filled. So tests that share one with all others have it, and daemons of one's own do without.
 * @throws Error saying why it cannot be had */
export async function startDockerDaemon({ firewall = false } = {}): Promise<DockerDaemon> {
  const directory = await mkdtemp(newDaemon)
  const place = await startDaemonIn(directory, { firewall, owner: process.pid })
  let pid = place.pid
  const start = async (): Promise<void> => {
    pid = await startDockerd(directory)
  }
  return {
    ...place,
    get pid() {
      return pid
    },
    start,
    kill: () => endDockerd(pid, 'SIGKILL'),
    restart: async ({ liveRestore = true } = {}) => {
      await setLiveRestore(directory, pid, liveRestore)
      await endDockerd(pid, 'SIGTERM')
      await start()
    },
    stop: () => removeDaemon(directory),
  }
}

/** Starts a daemon in an empty directory. @param options.owner  when this process is gone, so is the daemon */
export async function startDaemonIn(
  directory: string,
  { firewall, owner }: { readonly firewall: boolean; readonly owner: number },
): Promise<DockerPlace & { readonly pid: number }> {
  await startGuard(directory, owner)
  try {
    for (const abandoned of await findAbandoned()) await removeDaemon(abandoned)
    const hindrance = findHindrance()
    if (hindrance !== undefined) throw new Error(hindrance)
    if (firewall) await noteFirewall(directory)
    const pid = await startWithSomeDriver(directory, firewall)
    return { pid, socketPath: socketOf(directory), images: await loadImages(clientOf(directory)) }
  } catch (error) {
    await removeDaemon(directory)
    throw error
  }
}

/** overlay2 does not work where the directory itself lies on an overlay, as in a container; vfs copies, which works everywhere. */
async function startWithSomeDriver(directory: string, firewall: boolean): Promise<number> {
  const config = { 'live-restore': true, iptables: firewall } as const
  await writeConfig(directory, { ...config, 'storage-driver': 'overlay2' })
  return startDockerd(directory).catch(async () => {
    await writeConfig(directory, { ...config, 'storage-driver': 'vfs' })
    return startDockerd(directory)
  })
}

/** It counts how this is when the daemon ends, so it has to read its settings anew before. */
async function setLiveRestore(directory: string, pid: number, liveRestore: boolean): Promise<void> {
  const config: DockerdConfig = await readConfig(directory)
  if (config['live-restore'] === liveRestore) return
  await writeConfig(directory, { ...config, 'live-restore': liveRestore })
  process.kill(pid, 'SIGHUP')
  const isSet = async (): Promise<boolean> => (await clientOf(directory).info()).LiveRestoreEnabled === liveRestore
  await waitUntil('the Docker daemon reads its settings', isSet)
}
