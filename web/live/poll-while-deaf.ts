import type { LiveState } from './live-connection.ts'

const pollMs = 5_000

interface Polling {
  /** Whether the server answers at all; while it does not, there is nothing to fetch. */
  readonly isThere: () => Promise<boolean>
  /** Fetches again what is shown. */
  readonly renew: () => void
}

/** Fetches again every few seconds for as long as no news come: some networks let pages through, and no WebSockets.
 * @returns `tell`: the state of the live connection has changed */
export function pollWhileDeaf({ isThere, renew }: Polling): { readonly tell: (state: LiveState) => void; readonly stop: () => void } {
  let isDeaf = true
  const poll = async (): Promise<void> => {
    if (isDeaf && (await isThere()) && isDeaf) renew()
  }
  const timer = setInterval(() => void poll(), pollMs)
  return {
    tell: (state) => {
      isDeaf = state !== 'open'
    },
    stop: () => {
      isDeaf = false
      clearInterval(timer)
    },
  }
}
