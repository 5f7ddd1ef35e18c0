import { createContext, useContext, useLayoutEffect } from 'react'

/** What does not close a window: the key `Escape` alone, or neither it nor the cross, so that only its own buttons do. */
export type Keeping = 'from-escape' | 'from-all' | null

/** Tells the window around what keeps it open. */
export const KeepOpen = createContext<(keeping: Keeping) => void>(() => undefined)

/** Keeps the window around open as long as what calls this is shown. */
export function useKeepOpen(keeping: Keeping): void {
  const keep = useContext(KeepOpen)
  useLayoutEffect(() => {
    keep(keeping)
    return () => keep(null)
  }, [keep, keeping])
}
