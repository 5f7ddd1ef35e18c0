import type { InstancePaths } from '../paths.ts'
import { measure } from './taken.ts'

const mib = 1024 ** 2

/** The parts of an instance, largest first, each with what it takes: for whoever must make room. */
export async function explainTaken({ postgres, log, releases, work, written }: InstancePaths): Promise<string> {
  const parts = [
    [work, 'files that it writes now'],
    [written, 'kept files'],
    [postgres, 'its database'],
    [releases, 'its versions'],
    [log, 'its log'],
  ] as const
  const taken = await measure(parts.map(([directory]) => directory))
  const lines = parts.map(([directory, what]) => ({ what, bytes: taken.get(directory)?.bytes ?? 0 }))
  const large = lines.filter(({ bytes }) => bytes > mib).sort((one, other) => other.bytes - one.bytes)
  return large.length === 0
    ? 'files without a name, which its processes hold open'
    : large.map(({ what, bytes }) => `${what} ${Math.ceil(bytes / mib)} MiB`).join(', ')
}

export const advice =
  'Look for code that writes without end, and correct it. What was written is kept: download it, and remove what is not needed here (otm files); ' +
  'a database that is too large is emptied by a reset. Or ask whoever runs the server for a higher limit.'
