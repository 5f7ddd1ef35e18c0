import { ManagerError } from '../../domain/error.ts'
import { CommandError } from '../../lib/run-command.ts'

/** Says in a sentence when an action failed for want of disk space; other errors pass. */
export async function translateDiskFull<T>(id: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (!isDiskFull(error)) throw error
    throw new ManagerError(
      'disk_full',
      `The disk is full, so the work on ${id} could not be done. Free some space, and try again.`,
      {},
      { cause: error },
    )
  }
}

function isDiskFull(error: unknown): boolean {
  if (error instanceof ManagerError) return false
  if (error instanceof CommandError) return /No space left on device|Disk quota exceeded/.test(error.result.stderr)
  return ['ENOSPC', 'EDQUOT'].includes(String((error as NodeJS.ErrnoException).code))
}
