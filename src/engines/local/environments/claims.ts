/** What was asked for by a deployment, a job or a start of this manager: it is needed although nothing tells so yet. Longer than any operation lasts. */
const claimMs = 2 * 3600_000

const claims = new Map<string, number>()

/** To be called before it is looked whether the environment is there: then it is either found and stays, or is gone and made anew. */
export const claim = (key: string): void => void claims.set(key, Date.now())

export function isClaimed(key: string, now: number): boolean {
  const since = claims.get(key)
  if (since !== undefined && now - since > claimMs) claims.delete(key)
  return claims.has(key)
}

let rooms = 0

/** While anything is being built no cache is cleaned. */
export const isBuilding = (): boolean => rooms > 0

export async function whileBuilding<T>(work: () => Promise<T>): Promise<T> {
  rooms += 1
  try {
    return await work()
  } finally {
    rooms -= 1
  }
}
