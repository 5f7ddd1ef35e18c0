import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveEvent } from '../../src/api/contract/live.ts'
import { type LiveSocket, type LiveState, openLive, toRetryDelayMs } from './live-connection.ts'

class TestSocket implements LiveSocket {
  onopen: LiveSocket['onopen'] = null
  onmessage: LiveSocket['onmessage'] = null
  onclose: LiveSocket['onclose'] = null
  sent: string[] = []
  send = (text: string): void => void this.sent.push(text)
  close = (): void => this.end(1000)
  accept = (): void => this.onopen?.call(this as never, {} as Event)
  tell = (event: LiveEvent): void => this.onmessage?.call(this as never, { data: JSON.stringify(event) } as MessageEvent)
  end = (code: number): void => this.onclose?.call(this as never, { code } as CloseEvent)
}

function start() {
  const sockets: TestSocket[] = []
  const states: LiveState[] = []
  const events: LiveEvent[] = []
  const onSignedOut = vi.fn()
  const open = (): TestSocket => {
    const socket = new TestSocket()
    sockets.push(socket)
    return socket
  }
  const parts = { open, token: () => `token${sockets.length}`, onSignedOut }
  const connection = openLive({ ...parts, onState: (state) => states.push(state), onEvent: (event) => events.push(event) })
  const latest = (): TestSocket => sockets.at(-1) as TestSocket
  return { sockets, states, events, onSignedOut, connection, latest }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('openLive', () => {
  it('sends the token first and hands events on', () => {
    const live = start()
    live.latest().accept()
    live.latest().tell({ topic: 'everything' })
    expect(live.latest().sent).toEqual(['{"token":"token1"}'])
    expect(live.events).toEqual([{ topic: 'everything' }])
    expect(live.states).toEqual(['connecting', 'open'])
  })

  it('comes back after the connection was lost', () => {
    const live = start()
    live.latest().accept()
    live.latest().tell({ topic: 'people' })
    live.latest().end(1006)
    expect(live.states.at(-1)).toBe('lost')
    vi.advanceTimersByTime(1000)
    expect(live.sockets).toHaveLength(2)
    live.latest().accept()
    live.latest().tell({ topic: 'everything' })
    expect(live.states.at(-1)).toBe('open')
  })

  it('does not come back with a token that the server refused', () => {
    const live = start()
    live.latest().end(4401)
    vi.advanceTimersByTime(60_000)
    expect(live.onSignedOut).toHaveBeenCalledOnce()
    expect(live.sockets).toHaveLength(1)
  })

  it('tells the renewed token on the same connection', () => {
    const live = start()
    live.latest().accept()
    live.connection.sendToken()
    expect(live.latest().sent).toHaveLength(2)
  })

  it('tries at once when asked to', () => {
    const live = start()
    live.latest().end(1006)
    live.connection.retryNow()
    expect(live.sockets).toHaveLength(2)
    live.connection.retryNow()
    expect(live.sockets).toHaveLength(2)
  })

  it('stays closed when it was closed', () => {
    const live = start()
    live.latest().accept()
    live.connection.close()
    vi.advanceTimersByTime(60_000)
    expect(live.sockets).toHaveLength(1)
  })
})

describe('toRetryDelayMs', () => {
  it.each([
    [0, 0.5, 500],
    [1, 0.5, 1000],
    [9, 0.5, 10_000],
    [9, 0, 7500],
  ])('waits before try %i (random %f) %i ms', (attempt, random, delayMs) => {
    expect(toRetryDelayMs(attempt, random)).toBe(delayMs)
  })
})
