import { chown, mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Settings } from '../../../domain/settings.ts'
import { trustedCertificates } from '../../../lib/certificates.ts'
import { newId } from '../../../lib/ids.ts'
import type { Confinement } from '../confinement.ts'
import { removeTree } from '../remove-tree.ts'
import type { SandboxMount } from '../sandbox-spec.ts'
import { getTool, type ToolSettings } from '../tools.ts'
import { cacheDirectory, environmentsDirectory, type Scope } from './environment-paths.ts'
import type { Python } from './python.ts'
import { seedCache } from './seed-cache.ts'

/** A throw-away place where one environment is built: `in` is ours, `out` is the builder's. */
export interface BuildRoom {
  readonly root: string
  /** Read-only for the builder. */
  readonly input: string
  /** Writable; the environment becomes `<output>/env`. */
  readonly output: string
  readonly mounts: readonly SandboxMount[]
  /** Where the builder can write. */
  readonly writable: readonly string[]
  /** null: not root, everything runs as ourselves. */
  readonly uid: number | null
  readonly scope: Scope
}

export interface RoomRequest {
  readonly settings: ToolSettings & Pick<Settings, 'uidBase'>
  readonly confinement: Pick<Confinement, 'asRoot' | 'engine'>
  readonly scope: Scope
  /** The instance's uid, which builds what is the instance's own. */
  readonly instanceUid: number | null
  readonly lines: readonly string[]
  /** Versions that shall stay where they fit; uv takes them from the file that it is to write. */
  readonly preferred: readonly string[]
  readonly signal: AbortSignal
}

/** Which rooms belong to this run of the manager; all others were left behind by one that was killed. */
const ourMark = `.room-${newId('', 8)}-`

/** Makes a room with uv, a package cache and the requirements in it. */
export async function makeRoom(request: RoomRequest): Promise<BuildRoom> {
  const { settings, scope, confinement } = request
  const uid = !confinement.asRoot ? null : scope === 'shared' ? settings.uidBase - 1 : request.instanceUid
  const uv = await getTool('uv', settings, request.signal)
  await removeLeftRooms(settings)
  const root = join(environmentsDirectory(settings), newId(ourMark, 8))
  const [input, output] = [join(root, 'in'), join(root, 'out')]
  await mkdir(input, { recursive: true, mode: 0o755 })
  await mkdir(output, { mode: 0o700 })
  await writePreferred(output, request, uid)
  if (uid !== null) await chown(output, uid, uid) // from here on what lies in it may be a trap
  await writeInput(input, request)
  const cache = await makeCache(request, uid)
  const mounts = [
    { from: uv, to: '/uv' },
    { from: input, to: '/in' },
    { from: output, to: '/out', writable: true },
    { from: cache, to: '/cache', writable: true },
  ]
  return { root, input, output, mounts, writable: [output, ...(scope === 'shared' ? [] : [cache])], uid, scope }
}

export const removeRoom = ({ root }: Pick<BuildRoom, 'root'>): Promise<void> => removeTree(root)

/** The interpreter as it is mounted; what lies in /usr is there anyway. */
export const pythonMounts = ({ home, image }: Pick<Python, 'home' | 'image'>): SandboxMount[] =>
  image !== null || home === '/usr' || home.startsWith('/usr/') ? [] : [{ from: home, to: home }]

async function writeInput(input: string, { lines, settings }: RoomRequest): Promise<void> {
  await writeFile(join(input, 'requirements.in'), `${lines.join('\n')}\n`, { mode: 0o644 })
  // what others ask for in source form is replaced as in the project's own requirements: it never applies
  await writeFile(join(input, 'overrides.txt'), 'psycopg2 ; python_version < "3"\n', { mode: 0o644 })
  if (settings.extraCaFile === null) return
  await writeFile(join(input, 'certificates.pem'), `${(await trustedCertificates(settings.extraCaFile)).join('\n')}\n`, { mode: 0o644 })
}

/** Twice: uv overwrites what it took them from. */
async function writePreferred(output: string, { preferred }: RoomRequest, uid: number | null): Promise<void> {
  if (preferred.length === 0) return
  for (const file of ['preferred.txt', 'preferred-offline.txt'].map((name) => join(output, name))) {
    await writeFile(file, `${preferred.join('\n')}\n`, { mode: 0o600 })
    if (uid !== null) await chown(file, uid, uid)
  }
}

async function makeCache({ settings, scope, confinement: { engine } }: RoomRequest, uid: number | null): Promise<string> {
  const directory = cacheDirectory(settings, scope, engine)
  await mkdir(dirname(directory), { recursive: true, mode: 0o755 })
  if (scope !== 'shared') await seedCache({ from: cacheDirectory(settings, 'shared', engine), to: directory, uid })
  await mkdir(directory, { recursive: true, mode: scope === 'shared' ? 0o755 : 0o700 })
  if (uid !== null) await chown(directory, uid, uid)
  return directory
}

async function removeLeftRooms(settings: Pick<Settings, 'dataDir'>): Promise<void> {
  const directory = environmentsDirectory(settings)
  await mkdir(directory, { recursive: true, mode: 0o755 })
  const left = (await readdir(directory)).filter((name) => name.startsWith('.room-') && !name.startsWith(ourMark))
  for (const name of left) await removeRoom({ root: join(directory, name) })
}
