interface FewEach {
  /** How many calls each may have … */
  readonly limit: number
  /** … in so long, beginning with the first. */
  readonly perMs: number
  readonly now?: () => number
}

/** How many are remembered: memory must not be filled by strangers. */
const remembered = 10_000

/** @returns a function that counts a call of somebody and says whether it is beyond the `limit` that each of them has */
export function fewEach({ limit, perMs, now = Date.now }: FewEach): (whose: string) => boolean {
  const counts = new Map<string, { readonly until: number; count: number }>()
  const find = (whose: string) => {
    const found = counts.get(whose)
    return found && found.until > now() ? found : { until: now() + perMs, count: 0 }
  }
  return (whose) => {
    const counted = find(whose)
    counted.count++
    counts.delete(whose) // the newest is last, so that the first is the one to forget
    counts.set(whose, counted)
    const oldest = counts.keys().next()
    if (counts.size > remembered && !oldest.done) counts.delete(oldest.value)
    return counted.count > limit
  }
}
