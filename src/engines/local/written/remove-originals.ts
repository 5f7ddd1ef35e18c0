import type { Dirent } from 'node:fs'
import { lstat, readdir, readlink, rmdir, unlink } from 'node:fs/promises'
import { Directory, joinBytes } from './directory.ts'
import { isSame } from './walk.ts'

/** Removes from the copy of an ended process what came with the release and is as it was, so that what is left was written by the project. Goes through
 * the release, which is ours and bounded, not through the copy. */
export async function removeOriginals(release: string, copy: string): Promise<void> {
  const directory = await Directory.open(Buffer.from(copy))
  await strip(Buffer.from(release), directory)
}

async function strip(release: Buffer, copy: Directory): Promise<void> {
  try {
    for (const entry of await readdir(release, { withFileTypes: true, encoding: 'buffer' })) {
      const original = joinBytes(release, entry.name)
      if (entry.isDirectory()) await stripFolder(original, copy, entry.name)
      else if (await isUnchanged(original, copy, entry)) await unlink(copy.at(entry.name))
    }
  } finally {
    await copy.close()
  }
}

async function stripFolder(release: Buffer, copy: Directory, name: Buffer): Promise<void> {
  const inner = await Directory.open(copy.at(name)).catch(() => undefined)
  if (!inner) return // the project removed it, or put something else in its place
  await strip(release, inner)
  await rmdir(copy.at(name)).catch(() => undefined) // there is something of the project in it
}

async function isUnchanged(original: Buffer, copy: Directory, entry: Dirent<Buffer>): Promise<boolean> {
  const mine = await copy.stat(entry.name)
  if (!mine) return false
  if (!entry.isSymbolicLink()) return isSame(mine, await lstat(original))
  return mine.isSymbolicLink() && (await readlink(copy.at(entry.name))) === (await readlink(original))
}
