import { createContext, useContext, useEffect } from 'react'

/** The instances whose pages this window shows; there one sees for oneself how a task ends. */
const WatchedContext = createContext<Set<string>>(new Set())

export const WatchedProvider = WatchedContext.Provider
export const useAllWatched = (): ReadonlySet<string> => useContext(WatchedContext)

/** Says that this instance is being looked at. */
export function useWatched(instance: string): void {
  const watched = useContext(WatchedContext)
  useEffect(() => {
    watched.add(instance)
    return () => void watched.delete(instance)
  }, [watched, instance])
}
