import { ManagerError } from '../../../domain/error.ts'
import { measure, type Taken } from '../disk/taken.ts'

const lookEveryMs = 3_000
const gib = 1024 ** 3

export const roomLimits: Taken = { bytes: 8 * gib, files: 500_000 }

/** Runs what writes into directories, and ends it when they become too large: it installs packages, and runs their code.
 * @param work  gets a signal that aborts then, or when the caller's does @throws ManagerError `project.unresolvable` */
export async function withinRoom<T>(
  directories: readonly string[],
  {
    signal,
    limits = roomLimits,
    everyMs = lookEveryMs,
  }: { readonly signal: AbortSignal; readonly limits?: Taken; readonly everyMs?: number },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const full = new AbortController()
  const look = async (): Promise<void> => {
    const excess = [...(await measure(directories)).values()].some(({ bytes, files }) => bytes > limits.bytes || files > limits.files)
    if (excess) full.abort()
  }
  let looking: Promise<void> | undefined
  const timer = setInterval(() => {
    looking ??= look()
      .catch(() => undefined) // `du` could not be started: the next look
      .finally(() => {
        looking = undefined
      })
  }, everyMs)
  try {
    const result = await work(AbortSignal.any([signal, full.signal]))
    if (full.signal.aborted && !signal.aborted) throw tooLarge(limits)
    return result
  } finally {
    clearInterval(timer)
    await looking
  }
}

const tooLarge = ({ bytes, files }: Taken): ManagerError =>
  new ManagerError(
    'project.unresolvable',
    `The packages of this project take more than ${Math.floor(bytes / gib)} GiB, or more than ${files} files, while they are installed, so that was ended. ` +
      'Remove from requirements.txt what the project does not need.',
  )
