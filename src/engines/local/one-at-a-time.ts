/** Queues actions by key: of those with the same key one runs at a time, in order of arrival. */
export function createOneAtATime(): <T>(key: string, action: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return async (key, action) => {
    const before = last.get(key) ?? Promise.resolve()
    const mine = before.then(action, action)
    last.set(key, mine)
    try {
      return await mine
    } finally {
      if (last.get(key) === mine) last.delete(key)
    }
  }
}
