const hourMs = 3600_000
const rememberedAtMost = 10_000

/** @returns a function that says whether something with that key has not come for an hour; only then does the hour begin anew. Kept in memory: after a
 * restart everything comes for the first time. */
export function onceAnHour(now: () => number = Date.now): (key: string) => boolean {
  const since = new Map<string, number>()
  return (key) => {
    const time = now()
    if (time - (since.get(key) ?? -Infinity) < hourMs) return false
    since.delete(key) // the newest is last, so that the first is the one to forget
    since.set(key, time)
    const oldest = since.keys().next()
    if (since.size > rememberedAtMost && !oldest.done) since.delete(oldest.value)
    return true
  }
}
