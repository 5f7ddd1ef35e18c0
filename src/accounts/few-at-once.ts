import { ManagerError } from '../domain/error.ts'
import { createFairQueue } from '../lib/fair-queue.ts'

interface Room {
  /** How many run at the same time. */
  readonly atOnce: number
  /** How many may wait. */
  readonly waiting: number
}

/** @param source  whose work it is: the places are shared out among sources
 * @throws ManagerError `too_many_attempts` */
export type FewAtOnce = <T>(source: string, work: () => Promise<T>) => Promise<T>

/** Runs a few pieces of work at the same time and lets some wait; what comes on top is refused, of whoever waits with the most. */
export function fewAtOnce({ atOnce, waiting }: Room): FewAtOnce {
  const queue = createFairQueue(atOnce, { most: waiting, tooMany })
  return async (source, work) => {
    const leave = await queue.enter(source)
    try {
      return await work()
    } finally {
      leave()
    }
  }
}

const tooMany = (): ManagerError =>
  new ManagerError('too_many_attempts', 'Too many people sign in at this moment. Try again in some seconds.', { retryAfterSeconds: 5 })
