import { useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo, useState } from 'react'
import type { LiveEvent } from '../../src/api/contract/live.ts'
import type { Api } from '../api/api.ts'
import { useApi } from '../api/api-context.tsx'
import type { PageToken } from '../api/page-token.ts'
import { applyEvent } from './apply-event.ts'
import { type LiveConnection, type LiveState, openLive } from './live-connection.ts'
import { pollWhileDeaf } from './poll-while-deaf.ts'

type Listener = (event: LiveEvent) => void

const LiveContext = createContext<LiveState>('connecting')
const ListenersContext = createContext<Set<Listener>>(new Set())

/** Whether this window hears of changes. */
export const useLiveState = (): LiveState => useContext(LiveContext)

/** Hears each event of this window. `listener` must stay the same function between renders. */
export function useLiveEvents(listener: Listener): void {
  const listeners = useContext(ListenersContext)
  useEffect(() => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [listeners, listener])
}

export interface LiveSignIn {
  readonly token: PageToken
  /** Registers who wants to know that the token was renewed. */
  readonly onRenewed: (listener: () => void) => void
  readonly onSignedOut: () => void
}

interface LiveProviderProps {
  readonly signIn: LiveSignIn
  readonly children: React.ReactNode
}

/** One WebSocket per window; what it tells is fetched again. */
export function LiveProvider({ signIn, children }: LiveProviderProps) {
  const [state, setState] = useState<LiveState>('connecting')
  const queries = useQueryClient()
  const api = useApi()
  const listeners = useMemo(() => new Set<Listener>(), [])
  useEffect(() => {
    const take = (event: LiveEvent): void => {
      void applyEvent({ queries, api }, event)
      for (const listener of listeners) listener(event)
    }
    const polling = pollWhileDeaf({ isThere: () => isThere(api), renew: () => take({ topic: 'everything' }) })
    const connection = openLive({
      open: () => new WebSocket(toLiveUrl(window.location)),
      token: signIn.token.current,
      onEvent: take,
      onState: (next) => {
        polling.tell(next)
        setState(next)
      },
      onSignedOut: signIn.onSignedOut,
    })
    signIn.onRenewed(connection.sendToken)
    const stop = retryWhenBack(connection)
    return () => {
      stop()
      polling.stop()
      connection.close()
    }
  }, [signIn, queries, api, listeners])
  return (
    <ListenersContext value={listeners}>
      <LiveContext value={state}>{children}</LiveContext>
    </ListenersContext>
  )
}

const isThere = (api: Api): Promise<boolean> =>
  api.call('GET /me', {}).then(
    () => true,
    () => false,
  )

const toLiveUrl = ({ protocol, host }: Location): string => `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/api/v1/live`

/** A laptop that is opened again should not wait for the next try. */
function retryWhenBack(connection: LiveConnection): () => void {
  const retry = (): void => connection.retryNow()
  window.addEventListener('online', retry)
  document.addEventListener('visibilitychange', retry)
  return () => {
    window.removeEventListener('online', retry)
    document.removeEventListener('visibilitychange', retry)
  }
}
