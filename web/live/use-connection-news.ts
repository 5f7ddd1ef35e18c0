import { useEffect, useState } from 'react'
import { useLiveState } from './live-provider.tsx'

/** A manager that restarts is back within a second; that needs no alarm. */
const alarmAfterMs = 1200
const goodNewsMs = 6000

/** `lost`: what is shown may be old since then. `back`: it was, and is not any more. null: nothing to say. */
export type ConnectionNews = { readonly kind: 'lost'; readonly since: Date } | { readonly kind: 'back' } | null

/** What whoever looks at the page should know of its connection to the server. */
export function useConnectionNews(): ConnectionNews {
  const state = useLiveState()
  const [news, setNews] = useState<ConnectionNews>(null)
  useEffect(() => {
    if (state === 'connecting') return
    const since = new Date()
    if (state === 'open') setNews((last) => (last?.kind === 'lost' ? { kind: 'back' } : last))
    const timer =
      state === 'lost'
        ? setTimeout(() => setNews({ kind: 'lost', since }), alarmAfterMs)
        : setTimeout(() => setNews((last) => (last?.kind === 'back' ? null : last)), goodNewsMs)
    return () => clearTimeout(timer)
  }, [state])
  return news
}
