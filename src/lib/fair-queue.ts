/** Places for long work that takes the machine's processors: fair between people, first come first served for each. */
export interface FairQueue {
  /** Resolves when it is this one's turn. @returns a function that gives the place back @throws the signal's reason when it aborts before */
  enter(by: string, signal: AbortSignal): Promise<() => void>
}

interface Waiting {
  readonly by: string
  readonly admit: () => void
}

export function createFairQueue(places: number): FairQueue {
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
  return {
    enter: (by, signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<() => void>()
      if (signal.aborted) return Promise.reject(signal.reason)
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(place), 1)
        reject(signal.reason)
      }
      const place: Waiting = {
        by,
        admit: () => {
          signal.removeEventListener('abort', giveUp)
          resolve(() => leave(by))
        },
      }
      signal.addEventListener('abort', giveUp, { once: true })
      waiting.push(place)
      admitNext()
      return promise
    },
  }
}

/** Who has the fewest at work, of those who wait; the one who came first among equals. */
export function pickNext<T extends { readonly by: string }>(waiting: readonly T[], working: readonly string[]): T | undefined {
  const load = (by: string): number => working.filter((other) => other === by).length
  return waiting.reduce<T | undefined>((best, each) => (best === undefined || load(each.by) < load(best.by) ? each : best), undefined)
}
