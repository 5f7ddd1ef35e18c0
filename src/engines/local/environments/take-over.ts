import { constants } from 'node:fs'
import { chmod, lchown, lstat, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Gives a tree that somebody hostile may have made to ourselves. All their processes have ended; links are not followed. */
export async function takeOver(path: string, asRoot: boolean): Promise<void> {
  const facts = await lstat(path)
  if (facts.isSymbolicLink()) {
    if (asRoot) await lchown(path, 0, 0)
    return
  }
  // a file with two names may be somebody else's; devices and pipes have no place here
  if ((facts.isFile() && facts.nlink > 1) || !(facts.isFile() || facts.isDirectory())) return rm(path)
  const mode = facts.isDirectory() || (facts.mode & 0o100) !== 0 ? 0o755 : 0o644
  await (asRoot ? makeRoots(path, mode) : chmod(path, mode))
  if (!facts.isDirectory()) return
  await Promise.all((await readdir(path)).map((name) => takeOver(join(path, name), asRoot)))
}

/** By the open file, never by its name: should somebody have put a link there meanwhile, root must not change what it leads to. */
async function makeRoots(path: string, mode: number): Promise<void> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    await handle.chown(0, 0)
    await handle.chmod(mode)
  } finally {
    await handle.close()
  }
}
