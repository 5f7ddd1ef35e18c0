import { readFile, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { atomicWrite } from './atomic-write.ts'

/** How much was free on a disk, and when. */
export interface DiskSample {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly freeBytes: number
}

const hour = 3600_000
const day = 24 * hour
/** Looking back further than a fortnight says little about the next days. */
const mostSamples = 14 * 24
/** Before, a single upload would look like a trend. */
const shortestMs = 12 * hour

/** Where they are noted. */
export const diskSamplesFile = (dataDir: string): string => join(dataDir, 'disk.json')

const samplesSchema = z.array(z.object({ at: z.number(), freeBytes: z.number() }))

/** Whole days until the disk is full, if it goes on as since the first sample; null: it does not fill, or too little is known. Pure. */
export function forecastFull(samples: readonly DiskSample[]): number | null {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.at - first.at < shortestMs) return null
  const pace = slope(samples)
  return pace >= 0 ? null : Math.floor(last.freeBytes / -pace / day)
}

/** Bytes per millisecond, by least squares. */
function slope(samples: readonly DiskSample[]): number {
  const mean = (of: (sample: DiskSample) => number): number => samples.reduce((sum, each) => sum + of(each), 0) / samples.length
  const [at, free] = [mean((each) => each.at), mean((each) => each.freeBytes)]
  const above = samples.reduce((sum, each) => sum + (each.at - at) * (each.freeBytes - free), 0)
  return above / samples.reduce((sum, each) => sum + (each.at - at) ** 2, 0)
}

/** What was noted, oldest first; empty when nothing was, or the file is damaged. */
export async function readDiskSamples(file: string): Promise<readonly DiskSample[]> {
  try {
    return samplesSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return []
  }
}

/** Notes how much is free on the disk of the directory, once an hour at the most. */
export async function noteDiskSample(file: string, directory: string, now = Date.now()): Promise<void> {
  const samples = await readDiskSamples(file)
  if (now - (samples.at(-1)?.at ?? 0) < hour) return
  const { bavail, bsize } = await statfs(directory)
  await atomicWrite(file, JSON.stringify([...samples, { at: now, freeBytes: bavail * bsize }].slice(-mostSamples)))
}
