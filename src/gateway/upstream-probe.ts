import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Endpoint } from '../domain/engine.ts'
import type { Upstream } from './upstream.ts'

/** Whether somebody listens at the endpoint. Takes at least `everyMs` when nobody does, so that it can be asked in a loop. */
export async function connects(endpoint: Endpoint, everyMs: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = 'socketPath' in endpoint ? connect(endpoint.socketPath) : connect(endpoint.port, endpoint.host)
  socket.setTimeout(everyMs, () => resolve(false))
  socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  const isThere = await promise
  socket.destroy()
  if (!isThere) await sleep(everyMs)
  return isThere
}

/** Waits until oTree has dealt with all that came before: requests whose visitors hung up, and the ends of WebSockets. All of them and
 * this request need the same lock, in turn. Whatever the answer is, or none within `timeoutMs`, is fine. */
export async function settle(upstream: Upstream, timeoutMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const request = upstream.single({ method: 'HEAD', path: '/favicon.ico', headers: ['Host', 'localhost', 'Connection', 'close'] })
  request.setTimeout(timeoutMs, resolve)
  request.once('error', () => resolve()).once('response', () => resolve())
  request.end()
  await promise
  request.destroy()
}
