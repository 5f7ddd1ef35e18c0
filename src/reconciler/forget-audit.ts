import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AuditStore } from '../domain/store.ts'

const rowsAtOnce = 1000

/** Removes what is older than so many months from the audit log, a little at a time, so that nobody waits for it. @returns how many rows there were */
export async function forgetAudit(audit: Pick<AuditStore, 'removeBefore'>, months: number, now = new Date()): Promise<number> {
  const time = monthsBefore(now, months).toISOString()
  let removed = 0
  for (;;) {
    const count = await audit.removeBefore(time, rowsAtOnce)
    removed += count
    if (count < rowsAtOnce) return removed
    await nextTurn()
  }
}

/** The same day of an earlier month, or its last day, if that one is shorter. */
export function monthsBefore(time: Date, months: number): Date {
  const earlier = new Date(time)
  earlier.setUTCMonth(earlier.getUTCMonth() - months)
  if (earlier.getUTCDate() !== time.getUTCDate()) earlier.setUTCDate(0)
  return earlier
}
