import { statfs } from 'node:fs/promises'
import { ManagerError } from '../domain/error.ts'

const smallestFreeBytes = 1024 ** 2

export const diskFullSentence =
  "The server's disk is full, so nothing was taken. Tell whoever runs this server; when there is room again, push or upload once more."

/** Whether there is so little room below `directory` that taking a push would be pointless. */
export async function isDiskFull(directory: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(directory)
  return bavail * bsize < smallestFreeBytes
}

/** What git and the system say when a disk is full. */
export const saysDiskFull = (text: string): boolean => /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/.test(text)

/** Runs `work`; a full disk becomes an error that people understand. @throws ManagerError `disk_full` */
export async function orDiskFull<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && saysDiskFull(error.message)) throw new ManagerError('disk_full', diskFullSentence, {}, { cause: error })
    throw error
  }
}
