import { createContext, useContext, useEffect } from 'react'
import type { ShowTask } from './show-task.tsx'

/** The instances whose pages this window shows, and what shows a task there. */
const WatchedContext = createContext<Map<string, ShowTask>>(new Map())

export const WatchedProvider = WatchedContext.Provider
export const useAllWatched = (): ReadonlyMap<string, ShowTask> => useContext(WatchedContext)

/** Says that this instance is being looked at. `show` must stay the same function between renders. */
export function useWatched(instance: string, show: ShowTask): void {
  const watched = useContext(WatchedContext)
  useEffect(() => {
    watched.set(instance, show)
    return () => void watched.delete(instance)
  }, [watched, instance, show])
}
