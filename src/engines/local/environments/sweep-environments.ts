import { renameSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Freed } from '../../../domain/engine.ts'
import type { Settings } from '../../../domain/settings.ts'
import { newId } from '../../../lib/ids.ts'
import { sizeOf } from '../size-of.ts'
import { isClaimed } from './claims.ts'
import { environmentsDirectory } from './environment-paths.ts'
import { findEnvironment } from './environment-store.ts'

const isKey = (name: string): boolean => /^[0-9a-f]{32}$/.test(name)
const goneMark = '.gone-'

/** Removes environments that nobody needs, and the notes that lead to them.
 * @param used keys that a deployment or a process needs
 * @param now ms since 1970 */
export async function sweepEnvironments(settings: Pick<Settings, 'dataDir'>, used: ReadonlySet<string>, now: number): Promise<Freed> {
  const directory = environmentsDirectory(settings)
  const names = await readdir(directory).catch(() => [])
  for (const name of names.filter(isKey)) {
    // in one go: whoever claims it later does not find it any more, and makes it anew
    if (!used.has(name) && !isClaimed(name, now)) renameSync(join(directory, name), join(directory, `${goneMark}${newId('', 8)}`))
  }
  const freed = { environments: 0, freedBytes: 0 }
  for (const name of (await readdir(directory).catch(() => [])).filter((each) => each.startsWith(goneMark))) {
    freed.environments += 1
    freed.freedBytes += await sizeOf(join(directory, name))
    await rm(join(directory, name), { recursive: true, force: true })
  }
  await sweepMemos(settings)
  return freed
}

async function sweepMemos(settings: Pick<Settings, 'dataDir'>): Promise<void> {
  const memos = join(environmentsDirectory(settings), 'memos')
  for (const owner of await readdir(memos).catch(() => [])) {
    for (const name of await readdir(join(memos, owner)).catch(() => [])) {
      const file = join(memos, owner, name)
      const key = await readFile(file, 'utf8').catch(() => '')
      if (!(await findEnvironment(settings, key))) await rm(file, { force: true })
    }
  }
}
