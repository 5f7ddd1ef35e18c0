import type { Stats } from 'node:fs'
import { lstat, opendir } from 'node:fs/promises'
import { Directory, isPlainFile, joinBytes } from './directory.ts'

/** A file that a project wrote. */
export interface Found {
  /** From the project's root. */
  readonly path: Buffer
  readonly stats: Stats
  /** The directory that it lies in, while the walk stands there. */
  readonly directory: Directory
  readonly name: Buffer
}

/** How far a walk may go; counts down. */
export interface Steps {
  left: number
}

/** oTree opens this file, and Python writes these folders: not the project's doing. */
const leftOut = new Set(['__pycache__', 'db.sqlite3'])
const deepest = 40

/** The regular files below `root` that `release` does not have, or has otherwise (null: all). Ends when no steps are left. */
export async function* walkWritten(root: string, release: string | null, steps: Steps): AsyncGenerator<Found> {
  const directory = await Directory.open(Buffer.from(root)).catch(() => undefined)
  if (directory) yield* walk({ directory, path: Buffer.alloc(0), release, steps, depth: 0 })
}

interface Place {
  readonly directory: Directory
  readonly path: Buffer
  readonly release: string | null
  readonly steps: Steps
  readonly depth: number
}

async function* walk(place: Place): AsyncGenerator<Found> {
  const { directory, steps, depth } = place
  try {
    for await (const entry of await opendir(directory.at(), { encoding: 'buffer' as BufferEncoding })) {
      const name = entry.name as unknown as Buffer
      if (--steps.left < 0 || depth > deepest) {
        steps.left = -1
        return
      }
      if (!leftOut.has(name.toString('latin1'))) yield* look(place, name)
    }
  } finally {
    await directory.close()
  }
}

async function* look(place: Place, name: Buffer): AsyncGenerator<Found> {
  const { directory, release } = place
  const path = place.path.length === 0 ? name : joinBytes(place.path, name)
  const stats = await directory.stat(name)
  if (stats?.isDirectory()) {
    const inner = await Directory.open(directory.at(name)).catch(() => undefined)
    if (inner) yield* walk({ ...place, directory: inner, path, depth: place.depth + 1 })
  }
  if (stats && isPlainFile(stats) && (release === null || (await differs(stats, release, path)))) yield { path, stats, directory, name }
}

/** The copy was made with the times of the original. */
async function differs(stats: Stats, release: string, path: Buffer): Promise<boolean> {
  const original = await lstat(joinBytes(Buffer.from(release), path)).catch(() => undefined)
  return original === undefined || !isSame(stats, original)
}

export const isSame = (mine: Stats, theirs: Stats): boolean =>
  mine.isFile() === theirs.isFile() && mine.size === theirs.size && Math.abs(mine.mtimeMs - theirs.mtimeMs) <= 1

export interface Measure {
  readonly files: number
  /** What they take on the disk, which for a file with holes is less than its length. */
  readonly bytes: number
  /** false: there are more than were counted. */
  readonly isComplete: boolean
}

const mostSteps = 100_000
const blockBytes = 512

/** How much a project wrote. @param see gets each file */
export async function measureWritten(root: string, release: string | null, see: (file: Found) => void = () => undefined): Promise<Measure> {
  const steps = { left: mostSteps }
  let files = 0
  let bytes = 0
  for await (const file of walkWritten(root, release, steps)) {
    files++
    bytes += file.stats.blocks * blockBytes
    see(file)
  }
  return { files, bytes, isComplete: steps.left >= 0 }
}
