import { type InstanceId, toInstanceId } from '../../../domain/names.ts'
import type { Settings } from '../../../domain/settings.ts'
import { newId } from '../../../lib/ids.ts'

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
  extraCaFile: null,
  packageIndexUrl: null,
  pythonMirrorUrl: null,
  httpsProxy: null,
  noProxy: null,
  postgresBinDir: null,
  pythons: [],
})

let instances = 0

/** An instance that nobody has had before. */
export function newInstance(): { instanceId: InstanceId; uid: number | null } {
  instances += 1
  return { instanceId: toInstanceId(newId('i', 8)), uid: process.getuid?.() === 0 ? 760_000 + instances : null }
}
