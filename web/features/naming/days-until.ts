const dayMs = 24 * 3600_000

/** In how many days a moment comes, the last one counted whole; 0: it is over. */
export const daysUntil = (iso: string, nowMs = Date.now()): number => Math.max(0, Math.ceil((Date.parse(iso) - nowMs) / dayMs))
