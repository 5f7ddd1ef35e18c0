import type { ContainerCreateOptions, HostConfig } from 'dockerode'
import type { Purpose, SandboxSpec } from '../local/sandbox-spec.ts'
import type { FoundImage } from './images.ts'
import { toLabels } from './labels.ts'
import type { Connection } from './reach.ts'

const mib = 1024 ** 2

/** What a container's purpose and owner allow it, beside what every one is allowed. */
export interface Allowance {
  readonly memoryMib: number
  readonly cpus: number
  /** Against others when there is not enough for all: who serves participants comes before who installs packages. */
  readonly cpuShares: number
  readonly processes: number
  /** Of its `/tmp`, which counts as memory. */
  readonly temporaryMib: number
}

/** While packages are resolved, built and installed. */
const forBuilds: Allowance = { memoryMib: 2_048, cpus: 1, cpuShares: 256, processes: 500, temporaryMib: 512 }
/** Of what belongs to no instance: making the template of databases. */
const forNobody: Allowance = { memoryMib: 512, cpus: 1, cpuShares: 256, processes: 100, temporaryMib: 16 }
/** A server for at most some 100 connections. */
const databaseProcesses = 200

export function toAllowance({ kind, instance }: Purpose): Allowance {
  if (kind === 'build') return forBuilds
  if (instance === null) return forNobody
  const { memoryMib, cpuPercent, processes } = instance.limits
  return {
    memoryMib,
    cpus: cpuPercent / 100,
    cpuShares: kind === 'job' ? 512 : 1_024,
    processes: kind === 'database' ? databaseProcesses : processes,
    temporaryMib: Math.min(64, Math.ceil(memoryMib / 4)),
  }
}

/** Limits as the daemon takes them, for new containers and for those that run. */
export const toResources = ({ memoryMib, cpus, cpuShares, processes }: Allowance) => ({
  Memory: memoryMib * mib,
  MemorySwap: memoryMib * mib, // together with memory: no swap
  NanoCpus: Math.round(cpus * 1e9),
  CpuShares: cpuShares,
  PidsLimit: processes,
})

const usualOpenFiles = 1_024
const usualProcesses = 1_024

export interface ContainerRequest {
  readonly installation: string
  readonly spec: SandboxSpec
  readonly image: Pick<FoundImage, 'id' | 'volumes'>
  readonly connection: Connection
  readonly user: { readonly uid: number; readonly gid: number /** Whether nobody else has it. */; readonly isOwn: boolean }
  readonly environment: Readonly<Record<string, string>>
  /** Whether it reads from its standard input, which ends when nobody writes to it any more. */
  readonly input: boolean
  readonly labels?: Readonly<Record<string, string>>
}

/** Everything that a container of ours is and may be; nothing in it comes from a project. */
export function toContainerOptions({ installation, spec, image, ...request }: ContainerRequest): ContainerCreateOptions {
  const [program = '', ...args] = spec.command
  return {
    Image: image.id,
    Entrypoint: [program],
    Cmd: args,
    WorkingDir: spec.workingDirectory,
    User: `${request.user.uid}:${request.user.gid}`,
    Env: Object.entries(request.environment).map(([name, value]) => `${name}=${value}`),
    Labels: { ...toLabels({ installation, purpose: spec.purpose }), ...request.labels },
    Healthcheck: { Test: ['NONE'] },
    OpenStdin: request.input,
    StdinOnce: request.input,
    AttachStdin: request.input,
    AttachStdout: true,
    AttachStderr: true,
    Tty: false,
    HostConfig: { ...toHostConfig(spec, image, request.connection), Ulimits: toUlimits(spec, request.user) },
  }
}

function toHostConfig(spec: SandboxSpec, { volumes }: ContainerRequest['image'], { network, resolvers }: Connection): HostConfig {
  const allowance = toAllowance(spec.purpose)
  return {
    ...toResources(allowance),
    NetworkMode: network,
    ...(resolvers.length === 0 ? {} : { Dns: [...resolvers] }),
    Mounts: spec.mounts.map(({ from, to, writable }) => ({ Type: 'bind', Source: from, Target: to, ReadOnly: !writable })),
    Tmpfs: {
      '/tmp': `rw,nosuid,nodev,exec,mode=1777,size=${allowance.temporaryMib}m`,
      // else each container would leave a volume without a name
      ...Object.fromEntries(volumes.map((directory) => [directory, 'ro,size=64k'])),
    },
    ReadonlyRootfs: true,
    CapDrop: ['ALL'],
    SecurityOpt: ['no-new-privileges'],
    Privileged: false,
    IpcMode: 'private',
    ShmSize: 64 * mib,
    Init: true,
    // What ends is started again by the reconciler, which knows what shall run.
    RestartPolicy: { Name: 'no' },
    LogConfig: { Type: 'json-file', Config: { 'max-size': '1m', 'max-file': '2' } },
  }
}

/** Each is said, as what a daemon gives otherwise may be more than it can. */
function toUlimits({ limits }: SandboxSpec, { isOwn }: ContainerRequest['user']): { Name: string; Soft: number; Hard: number }[] {
  const values = [
    ['core', 0],
    ['nofile', limits?.openFiles ?? usualOpenFiles],
    // counted over all that a user runs on this machine
    ['nproc', isOwn ? (limits?.processes ?? usualProcesses) : undefined],
    ['fsize', limits?.fileSizeBytes],
  ] as const
  return values.flatMap(([Name, value]) => (value === undefined ? [] : [{ Name, Soft: value, Hard: value }]))
}
