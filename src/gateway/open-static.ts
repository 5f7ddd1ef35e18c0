import { constants } from 'node:fs'
import { type FileHandle, open, readlink } from 'node:fs/promises'
import type { StaticFiles, StaticRoot } from '../domain/engine.ts'

/** A regular file, open. Whoever gets it closes it. */
export interface StaticFile {
  readonly handle: FileHandle
  readonly size: number
  readonly etag: string
  /** As HTTP writes times. */
  readonly lastModified: string
}

/** Never follows a link at the end, and never waits for the other end of a pipe. */
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** Opens what oTree would serve as `path`. The process may change the directories at any moment, and its code is hostile, so no name is
 * looked at before it is opened: the open file itself says where it lies, and must lie where its name says, without a link on the way.
 * @param path plain, from `toStaticPath`
 * @returns undefined when there is no such file, or anything is odd about it: oTree then decides, with its own rights only */
export async function openStatic({ roots, version }: StaticFiles, path: string): Promise<StaticFile | undefined> {
  for (const root of roots) {
    const opened = await openPlainly(`${root.directory}/${path}`)
    if (opened === 'odd') return undefined
    if (opened !== 'none') return await examine(opened, { root, path, version })
  }
  return undefined
}

async function openPlainly(file: string): Promise<FileHandle | 'none' | 'odd'> {
  try {
    return await open(file, flags)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'none' : 'odd'
  }
}

interface Expectation {
  readonly root: StaticRoot
  readonly path: string
  readonly version: string
}

async function examine(handle: FileHandle, { root, path, version }: Expectation): Promise<StaticFile | undefined> {
  try {
    const facts = await handle.stat({ bigint: true })
    const isOwn = !root.isWritable || facts.nlink === 1n // a second name may be that of somebody else's file
    if (facts.isFile() && isOwn && (await readPlace(handle)) === `${root.directory}/${path}`) {
      const etag = `"${version}-${facts.size.toString(36)}-${facts.mtimeNs.toString(36)}"`
      return { handle, size: Number(facts.size), etag, lastModified: new Date(Number(facts.mtimeMs)).toUTCString() }
    }
  } catch {
    // gone meanwhile, or this system does not say where an open file lies: as if it were not there
  }
  await handle.close()
  return undefined
}

const readPlace = ({ fd }: FileHandle): Promise<string> => readlink(`/proc/self/fd/${fd}`)
