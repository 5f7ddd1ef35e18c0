/** How many answers took how long: counts in classes whose bounds grow by the root of two, from one millisecond to a minute and more. */
export type ResponseTimes = readonly number[]

/** How many classes there are; the last one has no upper bound. */
export const responseTimeClasses = 34

/** The class of an answer that took `ms`. */
export const toResponseTimeClass = (ms: number): number => (ms <= 1 ? 0 : Math.min(responseTimeClasses - 1, Math.ceil(2 * Math.log2(ms))))

/** The longest time of a class, ms; null: the last one has none. */
export const toUpperBoundMs = (index: number): number | null =>
  index < responseTimeClasses - 1 ? Math.round(2 ** (index / 2) * 1000) / 1000 : null

/** Two counts as one. */
export const addTimes = (one: ResponseTimes, other: ResponseTimes): ResponseTimes =>
  Array.from({ length: Math.max(one.length, other.length) }, (_, index) => (one[index] ?? 0) + (other[index] ?? 0))

/** Below which time the share `q` (0 to 1) of the answers was, in milliseconds, at most a fifth off; null: there were none. */
export function toQuantile(counts: ResponseTimes, q: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let left = q * total
  for (const [index, count] of counts.entries()) {
    if (count > 0 && left <= count) return 2 ** ((index - 1 + left / count) / 2)
    left -= count
  }
  return 2 ** ((counts.length - 1) / 2)
}
