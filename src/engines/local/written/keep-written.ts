import { chmod, chown, mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeptFiles } from '../../../domain/engine.ts'
import { atomicWrite } from '../../../lib/atomic-write.ts'
import { newId } from '../../../lib/ids.ts'
import { exists } from '../exists.ts'
import type { ProcessRecord } from '../process-record.ts'
import { removeOriginals } from './remove-originals.ts'
import { type Measure, measureWritten } from './walk.ts'

/** What is written down beside kept files. */
export interface KeptRecord extends Measure {
  readonly processId: string
  readonly commit: string
  readonly since: string
  readonly keptAt: string
}

interface Keep {
  /** The copy in which the process ran. */
  readonly work: string
  readonly release: string
  /** The instance's directory for what is kept. */
  readonly to: string
  readonly process: Pick<ProcessRecord, 'processId' | 'commit' | 'since'>
}

/** Keeps what a project wrote into its own folder, before its copy goes: the copy itself, without what the release has, however much it is.
 * Only for processes that ended. Safe to run again. @returns null when there was nothing */
export async function keepWritten({ work, release, to, process: { processId, commit, since } }: Keep): Promise<KeptFiles | null> {
  if (!(await exists(work))) return null
  if (await exists(release)) await removeOriginals(release, work)
  const measure = await measureWritten(work, null)
  if (measure.files === 0 && measure.isComplete) return null
  const id = newId('w', 8)
  const record: KeptRecord = { ...measure, processId, commit, since, keptAt: new Date().toISOString() }
  await mkdir(to, { recursive: true, mode: 0o700 })
  await atomicWrite(join(to, `${id}.json`), JSON.stringify(record))
  await makeOurs(work)
  await rename(work, join(to, id))
  return { id, ...measure }
}

/** From here on the project's user does not get in. */
async function makeOurs(directory: string): Promise<void> {
  if (process.getuid?.() === 0) await chown(directory, 0, 0)
  await chmod(directory, 0o700)
}
