import { ManagerError } from '../domain/error.ts'

interface Room {
  /** How many run at the same time. */
  readonly atOnce: number
  /** How many may wait. */
  readonly waiting: number
}

/** Runs a few pieces of work at the same time and lets some wait; what comes on top is refused. Comparing one password takes 32 MB and a thread, of
 * which the manager has four. @throws ManagerError `too_many_attempts` */
export function fewAtOnce({ atOnce, waiting }: Room): <T>(work: () => Promise<T>) => Promise<T> {
  const queue: (() => void)[] = []
  let running = 0

  const enter = async (): Promise<void> => {
    if (running < atOnce) {
      running++
      return
    }
    if (queue.length >= waiting) {
      throw new ManagerError('too_many_attempts', 'Too many people sign in at this moment. Try again in some seconds.', {
        retryAfterSeconds: 5,
      })
    }
    await new Promise<void>((resolve) => queue.push(resolve))
  }
  const leave = (): void => {
    const next = queue.shift()
    if (next) next()
    else running--
  }

  return async (work) => {
    await enter()
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
