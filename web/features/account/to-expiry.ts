const days = { never: null, d30: 30, d90: 90, d365: 365 } as const
export type Expiry = keyof typeof days
export const expiries = Object.keys(days) as Expiry[]

/** When a token made now ends; null: never. */
export function toExpiresAt(expiry: Expiry, nowMs: number): string | null {
  const count = days[expiry]
  return count === null ? null : new Date(nowMs + count * 86_400_000).toISOString()
}
