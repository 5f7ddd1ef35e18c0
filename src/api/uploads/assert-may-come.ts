import { statfs } from 'node:fs/promises'
import { ManagerError } from '../../domain/error.ts'
import { diskFullSentence } from '../../lib/disk-full.ts'

const mib = 1024 ** 2

export const tooLarge = (maxPushMib: number): ManagerError =>
  new ManagerError(
    'too_large',
    `The upload is larger than ${maxPushMib} MiB. Leave out what the experiment does not need (videos, data, virtual environments).`,
  )

interface Announcement {
  /** Null: the request does not say. */
  readonly bytes: number | null
  readonly maxPushMib: number
  readonly directory: string
}

/** Declines by what a request says of itself, before its body is read. @throws ManagerError `too_large`, `disk_full` */
export async function assertMayCome({ bytes, maxPushMib, directory }: Announcement): Promise<void> {
  if ((bytes ?? 0) > maxPushMib * mib) throw tooLarge(maxPushMib)
  const { bavail, bsize } = await statfs(directory)
  if (bavail * bsize < Math.max(bytes ?? 0, mib)) throw new ManagerError('disk_full', diskFullSentence)
}
