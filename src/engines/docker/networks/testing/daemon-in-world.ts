import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { access, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import Docker from 'dockerode'
import { pack } from 'tar-stream'
import { runToEnd } from '../../../../lib/run-command.ts'
import { waitUntil } from '../../../../lib/wait-until.ts'
import { places, type SmallWorld } from './small-world.ts'

/** A Docker daemon whose machine is that of a small world. */
export interface DaemonInWorld {
  readonly docker: Docker
  /** Ends it, and with it all containers, and starts it anew. */
  restart(): Promise<void>
  /** Runs a container that does nothing but listen on port 7000. @param network  its name */
  startContainer(network: string): Promise<TestContainer>
  close(): Promise<void>
}

export interface TestContainer {
  readonly address: string
  /** What becomes of connections from it. @param targets  e.g. `203.0.113.1:80` */
  probe(...targets: readonly string[]): Promise<Readonly<Record<string, string>>>
}

const image = 'otm-empty:1'
const programs = ['dockerd', 'containerd', 'runc', 'iptables', 'ip6tables', 'nsenter', 'setpriv', 'unshare', 'ip']

/** Why none can be started here, or undefined. */
export async function whyNoDaemon(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux can start a Docker daemon'
  const found = await Promise.all(programs.map((name) => runToEnd('which', [name]).catch(() => ({ exitCode: 1 }))))
  const missing = programs.filter((_, index) => found[index]?.exitCode !== 0)
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`
  return await access('/usr/bin/python3').then(
    () => undefined,
    () => 'there is no /usr/bin/python3',
  )
}

/** @throws Error with its log, and nothing left behind */
export async function startDaemonIn(world: SmallWorld): Promise<DaemonInWorld> {
  const directory = await mkdtemp(join(tmpdir(), 'otm-dockerd-'))
  const docker = new Docker({ socketPath: join(directory, 'docker.sock') })
  let child = await start(world, directory, docker)
  const close = async (): Promise<void> => {
    await removeContainers(docker).finally(() => end(child))
    await rm(directory, { recursive: true, force: true })
  }
  const restart = async (): Promise<void> => {
    await end(child)
    child = await start(world, directory, docker)
  }
  try {
    await importEmptyImage(docker)
  } catch (error) {
    await close()
    throw error
  }
  return { docker, restart, close, startContainer: (network) => startContainer(docker, network) }
}

async function removeContainers(docker: Docker): Promise<void> {
  for (const { Id } of await docker.listContainers({ all: true })) await docker.getContainer(Id).remove({ force: true })
}

/** In a mount namespace of its own, so that nothing of what it mounts outlives it. */
async function start(world: SmallWorld, directory: string, docker: Docker): Promise<ChildProcess> {
  const at = (name: string): string => join(directory, name)
  const [file = '', ...before] = [...world.onMachine, 'unshare', '--mount', 'dockerd']
  const own = ['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('pid'), '-H', `unix://${at('docker.sock')}`]
  const args = [...before, ...own, '--bridge=none', '--storage-driver=vfs', `--dns=${places.nameServer}`]
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  child.stderr.pipe(createWriteStream(at('log'), { flags: 'a' }))
  const isThere = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`dockerd ended: ${(await readFile(at('log'), 'utf8')).slice(-2000)}`)
    return await docker.ping().then(
      () => true,
      () => false,
    )
  }
  await waitUntil('the Docker daemon answers', isThere, { timeoutMs: 60_000, intervalMs: 100 })
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** Nothing but directories: the machine's own Python is mounted into its containers. */
async function importEmptyImage(docker: Docker): Promise<void> {
  const archive = pack()
  for (const name of ['usr', 'lib', 'lib64', 'etc', 'tmp', 'probe']) archive.entry({ name, type: 'directory' })
  archive.finalize()
  const [repo, tag] = image.split(':')
  const answer = await (docker.importImage(Readable.from(archive), { repo, tag }) as Promise<NodeJS.ReadableStream>)
  for await (const _ of answer);
}

async function startContainer(docker: Docker, network: string): Promise<TestContainer> {
  const container = await docker.createContainer({
    Image: image,
    Cmd: ['/usr/bin/python3', '/probe/listen.py', '0.0.0.0:7000'],
    HostConfig: {
      NetworkMode: network,
      CapDrop: ['ALL'],
      Binds: [...['/usr', '/lib', '/lib64'].map((path) => `${path}:${path}:ro`), `${import.meta.dirname}:/probe:ro`],
    },
  })
  await container.start()
  const { NetworkSettings } = await container.inspect()
  const address = NetworkSettings.Networks[network]?.IPAddress ?? ''
  await waitUntil('the container listens', async () => (await probe(container, '127.0.0.1:7000'))['127.0.0.1:7000'] === 'reached')
  return { address, probe: (...targets) => probe(container, ...targets) }
}

async function probe(container: Docker.Container, ...targets: readonly string[]): Promise<Record<string, string>> {
  const run = await container.exec({
    Cmd: ['/usr/bin/python3', '/probe/probe.py', ...targets],
    AttachStdout: true,
    AttachStderr: true,
    Tty: true,
  })
  const stream = await run.start({ Tty: true })
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(stream, 'end')
  return JSON.parse(Buffer.concat(chunks).toString())
}
