import { lstat, mkdir, readdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { giveTree } from './copy-tree.ts'

const leftOut = new Set(['__pycache__', 'db.sqlite3'])
const maxFiles = 10_000

/** Keeps what a project wrote into its own folder, before its copy is removed: regular files that the release does not have, or has
 * otherwise. Only for processes that ended, so that nobody moves things under our feet.
 * @returns the paths that were kept, below `to` */
export async function keepWritten({ work, release, to }: { work: string; release: string; to: string }): Promise<readonly string[]> {
  const written = await findWritten(work, release)
  for (const path of written) {
    await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 })
    await rename(join(work, path), join(to, path))
  }
  if (written.length > 0) await giveTree(to, process.getuid?.() === 0 ? 0 : null)
  return written
}

async function findWritten(work: string, release: string): Promise<readonly string[]> {
  const found: string[] = []
  const directories = ['']
  for (let directory = directories.pop(); directory !== undefined && found.length < maxFiles; directory = directories.pop()) {
    for (const entry of await readdir(join(work, directory), { withFileTypes: true }).catch(() => [])) {
      const path = join(directory, entry.name)
      if (leftOut.has(entry.name)) continue
      if (entry.isDirectory()) directories.push(path)
      if (entry.isFile() && (await differs(join(work, path), join(release, path)))) found.push(path)
    }
  }
  return found.slice(0, maxFiles)
}

/** The copy was made with the times of the original. */
async function differs(file: string, original: string): Promise<boolean> {
  const [mine, theirs] = await Promise.all([lstat(file), lstat(original).catch(() => undefined)])
  return theirs === undefined || mine.size !== theirs.size || Math.abs(mine.mtimeMs - theirs.mtimeMs) > 1
}
