import { useCallback, useEffect, useState } from 'react'
import { isAway } from '../api/is-away.ts'
import { limitText } from './limit-text.ts'

export interface TextStream {
  readonly text: string
  readonly state: 'open' | 'ended' | 'lost'
  /** What the server said against it, or null. */
  readonly error: unknown
  /** Why the server could not be reached, or null. It is tried again by itself. */
  readonly away: unknown
}

interface RetriedStream extends TextStream {
  /** Tries at once. */
  readonly retry: () => void
}

/** Reads text that grows. `from` is the number of bytes already here. */
export type ReadStream = (onText: (text: string, bytes: number) => void, from: number, signal: AbortSignal) => Promise<void>

interface StreamOptions {
  /** After a break: go on where it was, or begin anew, also when the stream came to an end. */
  readonly after: 'resume' | 'anew'
}

const retryMs = 3000
const nothing: TextStream = { text: '', state: 'open', error: null, away: null }

/** Follows a text for as long as the component is shown. `read` must stay the same function between renders (`useCallback`). */
export function useTextStream(read: ReadStream, { after }: StreamOptions): RetriedStream {
  const [stream, setStream] = useState(nothing)
  const [tries, setTries] = useState(0)
  const retry = useCallback(() => setTries((before) => before + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try begins anew
  useEffect(() => {
    const controller = new AbortController()
    void follow({ read, after, signal: controller.signal, set: setStream })
    return () => controller.abort()
  }, [read, after, tries])
  return { ...stream, retry }
}

interface FollowParts extends StreamOptions {
  readonly read: ReadStream
  readonly signal: AbortSignal
  readonly set: (change: (before: TextStream) => TextStream) => void
}

async function follow({ read, after, signal, set }: FollowParts): Promise<void> {
  let bytes = 0
  let fresh = true
  const { add: show, flush } = gather((text) => {
    if (signal.aborted) return
    const anew = fresh
    fresh = false
    set((before) => ({ text: limitText((anew ? '' : before.text) + text), state: 'open', error: null, away: null }))
  })
  const add = (text: string, count: number): void => {
    bytes += count
    show(text)
  }
  while (!signal.aborted) {
    const error = await read(add, after === 'resume' ? bytes : 0, signal).then(
      () => null,
      (problem: unknown) => problem,
    )
    flush()
    if (signal.aborted) return
    const over = error === null ? after === 'resume' : !isAway(error)
    set((before) => ({ ...before, state: over ? 'ended' : 'lost', error: over ? error : null, away: over ? null : error }))
    if (over) return
    fresh = after === 'anew'
    await pause(signal)
  }
}

const showEveryMs = 200

/** Hands text on a few times a second, however many pieces it comes in: a page that is drawn anew for each would do nothing else. */
function gather(hand: (text: string) => void): { add: (text: string) => void; flush: () => void } {
  let waiting = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    const text = waiting
    waiting = ''
    if (text !== '') hand(text)
  }
  return {
    flush,
    add: (text) => {
      waiting = limitText(waiting + text)
      timer ??= setTimeout(flush, showEveryMs)
    },
  }
}

function pause(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, retryMs)
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    resolve()
  })
  return promise
}
