import { ManagerError } from './error.ts'
import type { Instance } from './instance.ts'

const dayMs = 24 * 3600_000

/** When what lies in the trash is deleted for good; ISO 8601. */
export const toGoneAt = (trashedAt: string, trashDays: number): string => new Date(Date.parse(trashedAt) + trashDays * dayMs).toISOString()

/** @throws ManagerError `conflict` for what is partly deleted for good */
export function assertWhole({ name, purgeBegunAt }: Pick<Instance, 'name' | 'purgeBegunAt'>): void {
  if (purgeBegunAt === null) return
  throw new ManagerError(
    'conflict',
    `"${name}" cannot be restored: deleting it for good was begun and did not finish, so a part of it is gone. Delete the rest: otm instances purge ${name}`,
  )
}
