import { existsSync } from 'node:fs'
import type Docker from 'dockerode'
import type { Capabilities } from '../../domain/engine.ts'
import type { Limits } from '../../domain/instance.ts'
import type { InstanceId } from '../../domain/names.ts'
import type { Settings } from '../../domain/settings.ts'
import { waitUntil } from '../../lib/wait-until.ts'
import type { Confinement, LaunchSpec, RunOptions } from '../local/confinement.ts'
import type { ProcessRecord } from '../local/process-record.ts'
import type { Image, SandboxMount, SandboxSpec } from '../local/sandbox-spec.ts'
import { type ContainerRequest, toAllowance, toContainerOptions, toResources } from './container-options.ts'
import { isAway, unlessAway, unlessGone } from './docker-client.ts'
import { openImagePostgres } from './image-postgres.ts'
import { openImagePythons } from './image-pythons.ts'
import { type Images, openImages } from './images.ts'
import { installationLabel, instanceLabel, kindLabel, processLabel, toContainerName, toInstallation } from './labels.ts'
import { launchContainer } from './launch-container.ts'
import { createFirewall } from './networks/firewall.ts'
import { createNetworks } from './networks/networks.ts'
import { rememberProbes } from './probe-image.ts'
import { createReach, noConnection, type Reach } from './reach.ts'
import { runContainer } from './run-container.ts'

const mendEveryMs = 15_000
const knowsAfterMs = 2_000

/** What all parts of it work with. */
interface Place {
  readonly docker: Docker
  readonly settings: Settings
  readonly installation: string
  readonly asRoot: boolean
  readonly images: Images
  readonly reach: Reach
  /** Name of an image in which anything runs that needs none in particular. */
  readonly anyImage: string
  /** Names of ended containers that could not be removed because the daemon was away. */
  readonly leftBehind: Set<string>
}

/** Instances in containers of this machine's Docker daemon. @throws ManagerError `engine.unavailable`, `setting_invalid` */
export async function createDockerConfinement(docker: Docker, settings: Settings): Promise<Confinement> {
  const images = openImages(docker, settings.dockerSocket)
  const asRoot = process.getuid?.() === 0
  const installation = toInstallation(settings.dataDir)
  const reach = createReach({
    networks: createNetworks({ docker, installation, settings }),
    firewall: createFirewall({ installation, settings }),
  })
  const place: Place = {
    docker,
    settings,
    installation,
    asRoot,
    images,
    reach,
    anyImage: settings.dockerPostgresImage,
    leftBehind: new Set(),
  }
  const probe = rememberProbes(settings, (image, command) => run(place, toProbe(image, command), { env: {}, timeoutMs: 60_000 }))
  setInterval(() => void mend(place).catch(() => undefined), mendEveryMs).unref() // while the daemon is away there is nothing to mend
  const pythons = openImagePythons({ settings, images, probe })
  const postgres = await openImagePostgres({ settings, images, probe })
  return {
    engine: 'docker',
    asRoot,
    hasOwnFiles: true,
    pythons,
    postgres,
    capabilities: () => readCapabilities(place),
    run: (spec, options) => unlessAway(settings.dockerSocket, run(place, spec, options)),
    launch: (spec) => unlessAway(settings.dockerSocket, launch(place, spec)),
    findPid: async (_, record) => (await inspect(place, record))?.Pid || null,
    readExitCode: (_, record) => readExitCode(place, record),
    readOutput: (record) => readOutput(place, record),
    forget: (record) => forget(place, record),
    isInUse: async ({ postgresSocket }) => (await inspect(place, { mark: postgresSocket }))?.Running ?? false,
    limit: async () => undefined, // from its start
    setLimits: (id, limits) => setLimits(place, id, limits),
    rest: async () => undefined,
    remove: (id) => removeAll(place, id),
    sweep: (isKnown) => sweep(place, isKnown),
  }
}

const toProbe = (image: Image, command: readonly string[]): SandboxSpec => ({
  purpose: { kind: 'job', instance: null },
  image,
  mounts: [],
  workingDirectory: '/',
  network: false,
  uid: nobody,
  command,
})
const nobody = 65_534

async function run(place: Place, spec: SandboxSpec, options: RunOptions) {
  const request = await toRequest(place, spec, options.env)
  return await runContainer(place.docker, toContainerOptions({ ...request, input: options.input !== undefined }), options)
}

async function launch(place: Place, spec: LaunchSpec) {
  const { docker, installation, asRoot } = place
  const toOptions = async ({ sandbox, environment, record }: LaunchSpec): Promise<Docker.ContainerCreateOptions> =>
    toContainerOptions({
      ...(await toRequest(place, sandbox, environment)),
      input: record.waits ?? false,
      labels: { [processLabel]: record.processId },
    })
  return await launchContainer({ docker, installation, uid: asRoot ? spec.sandbox.uid : null, toOptions }, spec)
}

async function toRequest(place: Place, spec: SandboxSpec, environment: Readonly<Record<string, string>>): Promise<ContainerRequest> {
  const { installation, images, reach, anyImage } = place
  const image = await images.resolve(spec.image ?? { id: anyImage, name: anyImage })
  const connection = spec.network ? await reach.connect(spec.purpose) : noConnection
  const mounts = [...(spec.network ? machineCertificates() : []), ...spec.mounts]
  return { installation, spec: { ...spec, mounts }, image, connection, user: toUser(place, spec), environment, input: false }
}

/** What this machine trusts is trusted inside, too. */
function machineCertificates(): readonly SandboxMount[] {
  const file = '/etc/ssl/certs/ca-certificates.crt'
  return existsSync(file) ? [{ from: file, to: file }] : []
}

function toUser({ asRoot }: Place, { uid }: SandboxSpec): ContainerRequest['user'] {
  if (asRoot && uid !== null) return { uid, gid: uid, isOwn: true }
  return { uid: process.getuid?.() ?? nobody, gid: process.getgid?.() ?? nobody, isOwn: false }
}

/** undefined: it is not there. */
async function inspect({ docker, settings, installation }: Place, { mark }: Pick<ProcessRecord, 'mark'>) {
  const container = docker.getContainer(toContainerName(installation, mark))
  return (await unlessAway(settings.dockerSocket, unlessGone(container.inspect())))?.State
}

/** That a process has ended is seen on this machine a moment before the daemon knows how. */
async function readExitCode(place: Place, record: ProcessRecord): Promise<number | null> {
  const readEnded = async (): Promise<{ readonly exitCode: number | null } | undefined> => {
    const state = await inspect(place, record)
    return state?.Running ? undefined : { exitCode: state?.Status === 'exited' ? state.ExitCode : null }
  }
  const nobodySawIt = { exitCode: null }
  const limits = { timeoutMs: knowsAfterMs, intervalMs: 20 }
  return (await waitUntil('the daemon knows how it ended', readEnded, limits).catch(() => nobodySawIt)).exitCode
}

async function readOutput({ docker, installation }: Place, { mark }: ProcessRecord): Promise<string> {
  const container = docker.getContainer(toContainerName(installation, mark))
  const log = await unlessGone(container.logs({ stdout: true, stderr: true, tail: 50, follow: false })).catch(() => undefined)
  return log === undefined ? '' : withoutHeaders(log)
}

/** Eight bytes stand before each piece of what a container printed. */
function withoutHeaders(log: Buffer): string {
  const pieces: Buffer[] = []
  for (let at = 0; at + 8 <= log.length; ) {
    const end = at + 8 + log.readUInt32BE(at + 4)
    pieces.push(log.subarray(at + 8, end))
    at = end
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** While the daemon is away it stays, and is removed later: by this manager, or swept away by the next. */
async function forget({ docker, installation, leftBehind }: Place, { mark }: ProcessRecord): Promise<void> {
  const name = toContainerName(installation, mark)
  await unlessGone(docker.getContainer(name).remove({ force: true, v: true })).catch((error: unknown) => {
    if (!isAway(error)) throw error
    leftBehind.add(name)
  })
}

async function mend({ docker, leftBehind, reach }: Place): Promise<void> {
  await reach.mend()
  for (const name of leftBehind) {
    await unlessGone(docker.getContainer(name).remove({ v: true })) // refused should a new one of that name run
    leftBehind.delete(name)
  }
}

async function listOurs({ docker, settings, installation }: Place, id?: InstanceId): Promise<readonly Docker.ContainerInfo[]> {
  const label = [`${installationLabel}=${installation}`, ...(id === undefined ? [] : [`${instanceLabel}=${id}`])]
  return await unlessAway(settings.dockerSocket, docker.listContainers({ all: true, filters: { label } }))
}

async function setLimits(place: Place, id: InstanceId, limits: Limits): Promise<void> {
  for (const { Id, Labels, State } of await listOurs(place, id)) {
    const kind = Labels[kindLabel]
    if (State !== 'running' || (kind !== 'app' && kind !== 'database')) continue
    await unlessGone(place.docker.getContainer(Id).update(toResources(toAllowance({ kind, instance: { id, limits } }))))
  }
}

async function removeAll(place: Place, id: InstanceId): Promise<void> {
  for (const { Id } of await listOurs(place, id)) await unlessGone(place.docker.getContainer(Id).remove({ force: true, v: true }))
  await place.reach.remove(id)
}

/** Containers without a record: one-off commands of a manager that is no more, and those whose daemon was away when they were to be removed. */
async function sweep(place: Place, isKnown: Parameters<Confinement['sweep']>[0]): Promise<void> {
  for (const { Id, Labels } of await listOurs(place)) {
    const [instance, process] = [Labels[instanceLabel], Labels[processLabel]]
    if (instance !== undefined && process !== undefined && (await isKnown(instance as InstanceId, process))) continue
    await unlessGone(place.docker.getContainer(Id).remove({ force: true, v: true }))
  }
}

async function readCapabilities({ docker, settings, reach }: Place): Promise<Omit<Capabilities, 'engine' | 'postgresVersion' | 'pythons'>> {
  const { MemoryLimit, LiveRestoreEnabled } = await unlessAway(settings.dockerSocket, docker.info())
  return {
    isolation: 'container',
    networkIsolation: true,
    memoryLimit: MemoryLimit === true,
    notes: [...(await reach.notes()), ...(LiveRestoreEnabled ? [] : [liveRestoreNote])],
  }
}

const liveRestoreNote =
  'When the Docker daemon restarts, all instances are interrupted for some seconds. Set "live-restore": true in /etc/docker/daemon.json, and they go on.'
