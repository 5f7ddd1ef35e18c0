/** @returns a function that counts a call and says whether it is beyond the `limit` of this minute */
export function fewPerMinute(limit: number, now: () => number = Date.now): () => boolean {
  let minute = 0
  let count = 0
  return () => {
    const current = Math.floor(now() / 60_000)
    count = current === minute ? count + 1 : 1
    minute = current
    return count > limit
  }
}
