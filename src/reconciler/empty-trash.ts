import type { Instance } from '../domain/instance.ts'
import { aboutInstance } from '../domain/person.ts'
import type { Store } from '../domain/store.ts'
import { toGoneAt } from '../domain/trash.ts'
import type { Logger } from '../lib/logger.ts'

interface EmptyTrash {
  readonly store: Pick<Store, 'instances' | 'audit'>
  /** Should be an operation. */
  readonly purge: (instance: Instance) => Promise<void>
  readonly trashDays: number
  readonly logger: Logger
  readonly now?: Date
}

/** Deletes for good what has been in the trash for so many days. What cannot be deleted keeps nothing else from it, and is tried again the next day. */
export async function emptyTrash({ store, purge, trashDays, logger, now = new Date() }: EmptyTrash): Promise<void> {
  const trashed = await store.instances.list({ states: ['trashed'] })
  for (const instance of trashed) {
    if (instance.trashedAt === null || toGoneAt(instance.trashedAt, trashDays) > now.toISOString()) continue
    const result = await purge(instance).then(
      () => 'allowed' as const,
      (error: unknown) => {
        logger.error(
          { err: error, instance: instance.name },
          'What is in the trash for too long could not be deleted; trying again tomorrow.',
        )
        return 'failed' as const
      },
    )
    const asked = { who: 'server', by: 'server', from: null } as const
    await store.audit.add({
      ...asked,
      action: 'instance.purge',
      ...aboutInstance(instance),
      result,
      detail: `${trashDays} days in the trash`,
    })
  }
}
