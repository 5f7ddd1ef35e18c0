import { useSyncExternalStore } from 'react'
import { formatAgo, formatDate } from './format-time.ts'

/** `5 minutes ago`, kept up to date; the exact time is told when a pointer rests on it. */
export function TimeAgo({ iso }: { readonly iso: string }) {
  const now = useSyncExternalStore(subscribe, readClock)
  return (
    <time dateTime={iso} title={formatDate(iso)}>
      {formatAgo(iso, now)}
    </time>
  )
}

const refreshMs = 30_000
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

const readClock = (): number => now

/** One clock for all: a list may show a thousand times. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (listeners.size === 1) startClock()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}

function startClock(): void {
  const tick = (): void => {
    now = Date.now()
    for (const listener of listeners) listener()
  }
  now = Date.now()
  timer = setInterval(tick, refreshMs)
}
