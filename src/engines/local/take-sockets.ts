import { link, lstat, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { exists } from './exists.ts'
import type { ProcessPaths } from './paths.ts'

/** Gives the sockets of a process second names in a directory that is not its own, by which alone they are asked: in its own directory it may put a link in
 * their place, which would lead whoever follows it to any socket of this machine, with the rights of gateway and manager.
 * @returns false: they are not there (yet), or are none */
export async function takeSockets(files: ProcessPaths): Promise<boolean> {
  const web = await takeSocket(files, 'web', files.webSocket)
  return web && (await takeSocket(files, 'control', files.controlSocket))
}

export async function forgetSockets({ webSocket, controlSocket }: ProcessPaths): Promise<void> {
  for (const file of [webSocket, controlSocket]) await rm(file, { force: true })
}

/** A hard link is to the very socket, or to a link itself, which is then seen. */
async function takeSocket({ run }: ProcessPaths, name: string, taken: string): Promise<boolean> {
  if (await exists(taken)) return true
  try {
    await link(join(run, name), taken)
  } catch (error) {
    if (['ENOENT', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
  const [owner, found] = [await lstat(run), await lstat(taken)]
  if (found.isSocket() && found.uid === owner.uid) return true
  await rm(taken, { force: true })
  return false
}
