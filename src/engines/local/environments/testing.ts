import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isManagerError, type ManagerError } from '../../../domain/error.ts'
import { type InstanceId, toInstanceId } from '../../../domain/names.ts'
import type { Settings } from '../../../domain/settings.ts'
import { newId } from '../../../lib/ids.ts'
import { createProcessConfinement } from '../../process/process-confinement.ts'
import { detectSandbox, type SandboxKind } from '../../process/sandbox.ts'
import type { Confinement } from '../confinement.ts'
import { startIndex, type TestIndex } from './testing-index.ts'

/** Settings for tests that install environments. */
export const testSettings = (dataDir: string): Settings => ({
  dataDir,
  runtimeDir: `${dataDir}/run`,
  httpPort: 0,
  sshPort: 0,
  host: '127.0.0.1',
  publicUrl: 'http://localhost',
  addressMode: 'subdomain',
  instanceDomain: 'localhost',
  portRange: { from: 9001, to: 9999 },
  engine: 'process',
  uidBase: 760_000,
  maxPushMib: 200,
  idleSleepMinutes: 0,
  trustedProxies: [],
  language: 'en',
  auditMonths: 12,
  trashDays: 30,
  extraCaFile: null,
  packageIndexUrl: null,
  pythonMirrorUrl: null,
  httpsProxy: null,
  noProxy: null,
  postgresBinDir: null,
  pythons: [],
  dockerSocket: '/var/run/docker.sock',
  dockerPythonImage: 'python:{version}',
  dockerPostgresImage: 'postgres:18',
  dockerSubnets: '10.210.0.0/16',
  mail: null,
  health: { mail: [], hook: null },
})

/** A data directory of its own whose packages come from an index of its own. */
export interface IndexedPlace {
  readonly settings: Settings
  readonly sandboxKind: SandboxKind
  readonly confinement: Confinement
  readonly index: TestIndex
  close(): Promise<void>
}

/** @param toPackages what the index has (see `startIndex`); it may have to know the data directory */
export async function openIndexedPlace(toPackages: (dataDir: string) => Readonly<Record<string, string>>): Promise<IndexedPlace> {
  const dataDir = await mkdtemp(join(tmpdir(), 'otm-indexed-'))
  const index = await startIndex(toPackages(dataDir))
  const settings = { ...testSettings(dataDir), packageIndexUrl: index.url }
  const sandboxKind = await detectSandbox()
  return {
    settings,
    sandboxKind,
    confinement: await createProcessConfinement(settings, sandboxKind),
    index,
    async close() {
      index.server.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

let instances = 0

/** An instance that nobody has had before. */
export function newInstance(): { instanceId: InstanceId; uid: number | null } {
  instances += 1
  return { instanceId: toInstanceId(newId('i', 8)), uid: process.getuid?.() === 0 ? 760_000 + instances : null }
}

/** How `work` failed. @throws what is not a `ManagerError`, and when it did not fail */
export async function failure(work: Promise<unknown>): Promise<ManagerError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (isManagerError(error)) return error
  throw error ?? new Error('It did not fail.')
}
