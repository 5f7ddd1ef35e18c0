import { chmod, chown, open } from 'node:fs/promises'
import type { Duplex } from 'node:stream'
import type Docker from 'dockerode'
import type { LaunchedProcess, LaunchSpec } from '../local/confinement.ts'
import { readProcess } from '../local/proc.ts'
import { writeRecord } from '../local/process-record.ts'
import type { SandboxMount } from '../local/sandbox-spec.ts'
import { statusOf, unlessGone } from './docker-client.ts'
import { toContainerName } from './labels.ts'

/** Where a launcher finds the files for its output (`serve.py … logs`). */
const logDirectory = '/otm-log'

export interface ContainerLaunch {
  readonly docker: Docker
  readonly installation: string
  /** Of whoever owns the files that it writes; null: the manager. */
  readonly uid: number | null
  toOptions(spec: LaunchSpec): Promise<Docker.ContainerCreateOptions>
}

/** Starts a container that outlives the manager. Its name follows from the record, which is there first. */
export async function launchContainer(
  { docker, installation, uid, toOptions }: ContainerLaunch,
  asked: LaunchSpec,
): Promise<LaunchedProcess> {
  const spec = await withLogFiles(asked, uid)
  const record = { ...spec.record, sandboxed: true }
  await writeRecord(spec.paths.record, { ...record, pid: null, startTicks: null })
  const container = await create(docker, toContainerName(installation, record.mark), await toOptions(spec))
  const input = record.waits ? await attachInput(container) : null
  await container.start()
  const { Pid: pid } = (await container.inspect()).State
  const startTicks = (await readProcess(pid))?.startTicks ?? null
  if (pid > 0) await writeRecord(spec.paths.record, { ...record, pid, startTicks })
  return { identity: { pid, startTicks, bootId: record.bootId }, input }
}

/** One of that name that has ended is removed first. @throws Error when one runs */
async function create(docker: Docker, name: string, options: Docker.ContainerCreateOptions): Promise<Docker.Container> {
  try {
    return await docker.createContainer({ name, ...options })
  } catch (error) {
    if (statusOf(error) !== 409) throw error
    await unlessGone(docker.getContainer(name).remove({ v: true })) // refused while it runs
    return await docker.createContainer({ name, ...options })
  }
}

/** A launcher that knows of two files writes into them itself; what else is printed is in the container's own log. */
async function withLogFiles(spec: LaunchSpec, uid: number | null): Promise<LaunchSpec> {
  if (spec.laterOutput === undefined) return spec
  const files = [
    ['boot', spec.output],
    ['later', spec.laterOutput],
  ] as const
  for (const [, file] of files) await makeWritable(file, uid)
  const mounts = files.map(([name, from]): SandboxMount => ({ from, to: `${logDirectory}/${name}`, writable: true }))
  const { sandbox } = spec
  return { ...spec, sandbox: { ...sandbox, mounts: [...sandbox.mounts, ...mounts], command: [...sandbox.command, 'logs', logDirectory] } }
}

/** Whoever it belongs to may have forbidden it to itself. */
async function makeWritable(file: string, uid: number | null): Promise<void> {
  await chmod(file, 0o600).catch(() => undefined) // it is not there yet
  await (await open(file, 'a', 0o600)).close()
  if (uid !== null) await chown(file, uid, uid)
}

/** Ends when nobody writes to it any more, as when the manager dies. */
async function attachInput(container: Docker.Container): Promise<Duplex> {
  const stream = (await container.attach({ stream: true, hijack: true, stdin: true, stdout: false, stderr: false })) as Duplex
  stream.on('error', () => undefined) // it ended: seen by whoever waits for it
  stream.resume()
  return stream
}
