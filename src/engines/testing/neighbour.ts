import { setTimeout as sleep } from 'node:timers/promises'
import type { Endpoint } from '../../domain/engine.ts'
import { ask } from './ask.ts'

/** Somebody's participants, who ask all the time. */
export interface Neighbour {
  /** Answers since it was asked last, in ms, and what went wrong. */
  take(): { readonly times: readonly number[]; readonly failures: readonly string[] }
  end(): Promise<void>
}

/** Asks for `paths` in turn, one request after the other, each on a connection of its own. */
export function watchNeighbour(endpoint: Endpoint, paths: readonly string[], pauseMs = 25): Neighbour {
  let [times, failures]: [number[], string[]] = [[], []]
  let isOver = false
  const round = async (path: string): Promise<void> => {
    const begun = performance.now()
    const outcome = await ask(endpoint, path).then(
      ({ status }) => (status === 200 ? undefined : `${path} was answered with ${status}`),
      (error: unknown) => String(error),
    )
    if (outcome === undefined) times.push(performance.now() - begun)
    else failures.push(outcome)
    await sleep(pauseMs)
  }
  const asking = (async () => {
    while (!isOver) for (const path of paths) await round(path)
  })()
  return {
    take: () => {
      const taken = { times, failures }
      ;[times, failures] = [[], []]
      return taken
    },
    end: async () => {
      isOver = true
      await asking
    },
  }
}
