/** Places for long work that takes the machine's processors: fair between people, first come first served for each. */
export interface FairQueue {
  /** Resolves when it is this one's turn. @returns a function that gives the place back
   * @throws the signal's reason when it aborts before, or that there are too many */
  enter(by: string, signal?: AbortSignal): Promise<() => void>
}

/** How many may wait. */
interface Bound {
  readonly most: number
  /** What those are told for whom there is no place. */
  readonly tooMany: () => Error
}

interface Waiting {
  readonly by: string
  readonly admit: () => void
  readonly refuse: (reason: unknown) => void
}

/** @param bound  beyond it whoever waits with the most gives way, so that a flood leaves places for others; by default any number may wait */
export function createFairQueue(places: number, bound?: Bound): FairQueue {
  const working: string[] = []
  const waiting: Waiting[] = []
  const admitNext = (): void => {
    while (working.length < places) {
      const next = pickNext(waiting, working)
      if (!next) return
      waiting.splice(waiting.indexOf(next), 1)
      working.push(next.by)
      next.admit()
    }
  }
  const leave = (by: string): void => {
    working.splice(working.indexOf(by), 1)
    admitNext()
  }
  const admitOrRefuse = (): void => {
    admitNext()
    if (bound && waiting.length > bound.most) pickExcess(waiting)?.refuse(bound.tooMany())
  }
  return {
    enter: (by, signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<() => void>()
      if (signal?.aborted) return Promise.reject(signal.reason)
      const giveUp = (): void => place.refuse(signal?.reason)
      const place: Waiting = {
        by,
        admit: () => {
          signal?.removeEventListener('abort', giveUp)
          resolve(() => leave(by))
        },
        refuse: (reason) => {
          signal?.removeEventListener('abort', giveUp)
          waiting.splice(waiting.indexOf(place), 1)
          reject(reason)
        },
      }
      signal?.addEventListener('abort', giveUp, { once: true })
      waiting.push(place)
      admitOrRefuse()
      return promise
    },
  }
}

/** Who has the fewest at work, of those who wait; the one who came first among equals. */
export function pickNext<T extends { readonly by: string }>(waiting: readonly T[], working: readonly string[]): T | undefined {
  const load = (by: string): number => working.filter((other) => other === by).length
  return waiting.reduce<T | undefined>((best, each) => (best === undefined || load(each.by) < load(best.by) ? each : best), undefined)
}

/** Who came last of those who wait with the most; the very last one among equals. */
export function pickExcess<T extends { readonly by: string }>(waiting: readonly T[]): T | undefined {
  const load = (by: string): number => waiting.filter((other) => other.by === by).length
  return waiting.reduceRight<T | undefined>((most, each) => (most === undefined || load(each.by) > load(most.by) ? each : most), undefined)
}
