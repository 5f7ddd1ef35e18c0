import { existsSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { isAlive, toProcessIdentity } from '../../../src/lib/process-identity.ts'
import { runToEnd } from '../../../src/lib/run-command.ts'
import { waitUntil } from '../../../src/lib/wait-until.ts'
import { clientOf, endDockerd, findDockerd, startDockerd } from './dockerd.ts'
import { restoreFirewall } from './firewall.ts'

/** Ends the daemon of a directory with everything that it has: containers, networks, mounts, rules of the firewall, files. It may be
 * dead already; only it knows its containers and bridges, so it is started once more then. */
export async function removeDaemon(directory: string): Promise<void> {
  if (!existsSync(directory)) return
  const pid = (await findDockerd(directory)) ?? (await startDockerd(directory).catch(() => undefined))
  if (pid !== undefined) {
    await removeContent(directory)
    await endDockerd(pid, 'SIGTERM')
  }
  await endProcesses(directory)
  await unmount(directory)
  await restoreFirewall(directory)
  await rm(directory, { recursive: true, force: true, maxRetries: 10 })
}

async function removeContent(directory: string): Promise<void> {
  const docker = clientOf(directory)
  const containers = await docker.listContainers({ all: true })
  await Promise.all(containers.map(({ Id }) => docker.getContainer(Id).remove({ force: true, v: true })))
  const networks = (await docker.listNetworks()).filter(({ Driver }) => Driver === 'bridge')
  await Promise.all(networks.map(({ Id }) => docker.getNetwork(Id).remove()))
}

/** Of a daemon that was killed, containerd goes on; and of containerd, what holds each container. */
async function endProcesses(directory: string): Promise<void> {
  const found = (await processesOf(directory)).map(toProcessIdentity)
  for (const { pid } of found) process.kill(pid, 'SIGKILL')
  await waitUntil('the processes of the Docker daemon end', () => !found.some(isAlive))
}

async function processesOf(directory: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return pids.filter((_, index) => /^\S*(dockerd|containerd)/.test(commands[index] ?? '') && commands[index]?.includes(`${directory}/`))
}

async function unmount(directory: string): Promise<void> {
  const mounts = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n').map((line) => line.split(' ')[4] ?? '')
  for (const mount of mounts.filter((one) => one.startsWith(`${directory}/`)).toReversed()) await runToEnd('umount', ['--lazy', mount])
}
