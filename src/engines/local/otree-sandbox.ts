import type { InstanceSpec } from '../../domain/engine.ts'
import { resourcePath } from '../../lib/resources.ts'
import type { Confinement } from './confinement.ts'
import type { InstancePaths } from './paths.ts'
import { environmentMounts, type Release } from './releases.ts'
import { inside, type Purpose, type SandboxMount, type SandboxSpec } from './sandbox-spec.ts'

export interface OtreePlace {
  readonly confinement: Pick<Confinement, 'hasOwnFiles'>
  readonly purpose: Purpose['kind']
  readonly paths: InstancePaths
  readonly instance: InstanceSpec
  readonly release: Release
  readonly uid: number | null
  /** The writable copy of the release. */
  readonly work: string
  /** Directory for the process's own sockets, or null. */
  readonly run: string | null
  readonly database: boolean
}

/** What a project's code finds around it: itself in `/app`, its Python, `/otm` with our programs, and the socket of its database. */
export function otreeSandbox(place: OtreePlace, command: readonly string[]): SandboxSpec {
  const { confinement, instance, uid } = place
  const mounts = mountsOf(place)
  return {
    purpose: { kind: place.purpose, instance },
    image: place.release.image,
    mounts,
    workingDirectory: '/app',
    network: false,
    uid,
    limits: {
      openFiles: 4_096,
      fileSizeBytes: instance.limits.diskMib * 1024 * 1024,
      processes: Math.max(instance.limits.processes * 2, 64),
    },
    command: command.map((each) => inside(confinement, { mounts }, each)),
  }
}

function mountsOf({ release, paths, work, run, database }: OtreePlace): readonly SandboxMount[] {
  return [
    ...environmentMounts(release),
    { from: resourcePath('src', 'otree', 'python'), to: '/otm' },
    { from: work, to: '/app', writable: true },
    ...(run === null ? [] : [{ from: run, to: '/run/otm', writable: true }]),
    ...(database ? [{ from: paths.postgresSocket, to: '/run/pg' }] : []),
  ]
}

/** bubblewrap and setpriv see these variables as well, before rights are given up: nothing may make them load foreign code. */
const readByTheLoader = /^(LD_|GLIBC_|GCONV_|LOCPATH$|NLSPATH$|RES_OPTIONS$|HOSTALIASES$|MALLOC_)/

/** The whole environment of a project's code. */
export function otreeEnvironment(place: OtreePlace, variables: Readonly<Record<string, string>>): Record<string, string> {
  const { confinement, instance, database } = place
  const mounts = mountsOf(place)
  const socket = inside(confinement, { mounts }, '/run/pg')
  const url = `postgresql://otree:${encodeURIComponent(instance.secrets.databasePassword)}@/otree?host=${encodeURIComponent(socket)}`
  return {
    ...Object.fromEntries(Object.entries(variables).filter(([name]) => !readByTheLoader.test(name))),
    PATH: `${inside(confinement, { mounts }, '/env/bin')}:/usr/bin:/bin`,
    HOME: '/tmp',
    PWD: inside(confinement, { mounts }, '/app'),
    LANG: 'C.UTF-8',
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    ...(database ? { DATABASE_URL: url } : {}),
  }
}
