import type { LiveEvent, liveCloseNotSignedIn } from '../../src/api/contract/live.ts'

export type LiveState = 'connecting' | 'open' | 'lost'

interface LiveParts {
  readonly open: () => LiveSocket
  /** The bearer token of this moment; the first message of each connection. */
  readonly token: () => string
  readonly onEvent: (event: LiveEvent) => void
  readonly onState: (state: LiveState) => void
  /** The server does not know this page's sign-in any more. */
  readonly onSignedOut: () => void
}

/** What is used of a WebSocket. */
export type LiveSocket = Pick<WebSocket, 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose'>

export interface LiveConnection {
  /** Tells the server the renewed token. */
  sendToken(): void
  /** Does not wait any longer before the next try. */
  retryNow(): void
  close(): void
}

const notSignedIn: typeof liveCloseNotSignedIn = 4401
const firstDelayMs = 500
const longestDelayMs = 10_000

/** How long to wait before try number `attempt` (from 0), so that many windows do not come back at the same moment. */
export const toRetryDelayMs = (attempt: number, random: number): number =>
  Math.min(longestDelayMs, firstDelayMs * 2 ** attempt) * (0.75 + random / 2)

/** Keeps one WebSocket open, for as long as the window is. */
export function openLive({ open, token, onEvent, onState, onSignedOut }: LiveParts): LiveConnection {
  let socket: LiveSocket | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let closed = false

  const hello = (): void => socket?.send(JSON.stringify({ token: token() }))

  const connect = (): void => {
    clearTimeout(timer)
    timer = undefined
    const next = open()
    socket = null
    next.onopen = () => {
      socket = next
      hello()
    }
    next.onmessage = ({ data }) => {
      attempt = 0
      onState('open')
      onEvent(JSON.parse(String(data)) as LiveEvent)
    }
    next.onclose = ({ code }) => onClose(code)
  }

  const onClose = (code: number): void => {
    socket = null
    if (closed) return
    if (code === notSignedIn) {
      onSignedOut()
      return
    }
    onState('lost')
    timer = setTimeout(connect, toRetryDelayMs(attempt++, Math.random()))
  }

  onState('connecting')
  connect()
  return {
    sendToken: hello,
    retryNow: () => {
      if (timer !== undefined) connect()
    },
    close: () => {
      closed = true
      clearTimeout(timer)
      socket?.close()
    },
  }
}
