import { constants } from 'node:fs'
import { chown, copyFile, link, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../../../lib/ids.ts'

export interface Seed {
  readonly from: string
  readonly to: string
  readonly uid: number | null
}

/** Begins an instance's own cache with what the shared one has. As root by links to files which only the shared builder may write; the directories
 * are the instance's. Else by copies: there everybody is the same user. Does nothing when there is a cache already. */
export async function seedCache({ from, to, uid }: Seed): Promise<void> {
  if ((await exists(to)) || !(await exists(from))) return
  const temporary = `${to}.${newId('', 8)}`
  try {
    await seedDirectory({ from, to: temporary, uid })
    await rename(temporary, to)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function seedDirectory({ from, to, uid }: Seed): Promise<void> {
  await mkdir(to, { mode: 0o700 })
  if (uid !== null) await chown(to, uid, uid)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory() && !isTemporary(entry.name)) await seedDirectory({ from: source, to: target, uid })
    else if (entry.isFile() && !isLock(entry.name)) await seedFile(source, target, uid)
  }
}

/** Locks and marks are opened for writing, so everybody needs their own. */
const isLock = (name: string): boolean => name.endsWith('.lock') || name === '.git'
const isTemporary = (name: string): boolean => name.startsWith('.tmp') || name === 'builds-v0'

async function seedFile(source: string, target: string, uid: number | null): Promise<void> {
  try {
    if (uid === null) await copyFile(source, target, constants.COPYFILE_FICLONE)
    else await link(source, target)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error // a file that came and went: it is only a cache
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
