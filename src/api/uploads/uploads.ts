import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { ManagerError } from '../../domain/error.ts'
import type { Instance } from '../../domain/instance.ts'
import type { InstanceId } from '../../domain/names.ts'
import { orDiskFull } from '../../lib/disk-full.ts'
import { newId } from '../../lib/ids.ts'
import { assertMayCome } from './assert-may-come.ts'
import { receiveBody } from './receive-body.ts'

export interface Upload {
  readonly instance: Pick<Instance, 'id' | 'name'>
  /** Who sends it, as people read it. */
  readonly by: string
  readonly body: Readable
  /** What the request says of its length; null: nothing. */
  readonly bytes: number | null
}

/** Where bodies of uploads wait while they are read. One for the whole manager, whatever the socket on which they come. */
export interface Uploads {
  /** Takes a body into a file on the data disk, which is gone when `use` has ended, however it ended. One at a time for each instance.
   * @throws ManagerError `busy`, `too_large`, `disk_full`, `cancelled`, `deadline` */
  take<T>(upload: Upload, use: (file: string) => Promise<T>): Promise<T>
}

interface UploadsOptions {
  readonly dataDir: string
  readonly maxPushMib: number
  /** How long a sender may say nothing; default 60 000. */
  readonly silenceMs?: number
}

/** Removes what a manager that was killed has left, and begins anew. */
export async function openUploads({ dataDir, maxPushMib, silenceMs = 60_000 }: UploadsOptions): Promise<Uploads> {
  const directory = join(dataDir, 'uploads')
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory, { mode: 0o700 })
  const senders = new Map<InstanceId, string>()
  return {
    async take(upload, use) {
      const { instance, by, body, bytes } = upload
      const sender = senders.get(instance.id)
      if (sender !== undefined) throw busy(instance.name, sender)
      senders.set(instance.id, by)
      const file = join(directory, newId('u', 12))
      try {
        await assertMayCome({ bytes, maxPushMib, directory })
        await orDiskFull(() => receiveBody(body, { file, maxPushMib, silenceMs }))
        return await use(file)
      } finally {
        senders.delete(instance.id)
        await rm(file, { force: true })
      }
    },
  }
}

const busy = (name: string, by: string): ManagerError =>
  new ManagerError('busy', `${by} is uploading to "${name}" at this moment. Wait until that is done, and upload again.`)
