interface PageTokenParts {
  readonly token: string
  readonly expiresAt: string | null
  /** Gives the next one, with the present one. */
  readonly renew: (token: string) => Promise<{ readonly token: string; readonly expiresAt: string }>
  readonly onRenewed: () => void
}

export interface PageToken {
  current(): string
  stop(): void
}

const soonestMs = 20_000
const latestMs = 4 * 60_000

/** When half of the token's life is over; within bounds, since the two clocks may differ. */
export function toRenewalDelayMs(expiresAt: string | null, nowMs: number): number {
  const halfLifeMs = expiresAt === null ? 0 : (Date.parse(expiresAt) - nowMs) / 2
  return Math.min(latestMs, Math.max(soonestMs, halfLifeMs || 0))
}

/** Holds the page's token where no other script finds it, and renews it in time. A renewal that fails is tried again. */
export function holdPageToken({ token, expiresAt, renew, onRenewed }: PageTokenParts): PageToken {
  let current = token
  let timer: ReturnType<typeof setTimeout> | undefined
  const plan = (end: string | null): void => {
    timer = setTimeout(() => void renewNow(end), toRenewalDelayMs(end, Date.now()))
  }
  const renewNow = async (end: string | null): Promise<void> => {
    try {
      const next = await renew(current)
      current = next.token
      plan(next.expiresAt)
      onRenewed()
    } catch {
      plan(end) // the server is away or this sign-in has ended; whoever calls the API next learns which
    }
  }
  plan(expiresAt)
  return { current: () => current, stop: () => clearTimeout(timer) }
}
