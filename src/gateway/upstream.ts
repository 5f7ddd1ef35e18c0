import { Agent, type ClientRequest, request } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Endpoint } from '../domain/engine.ts'
import type { SocketPair } from './socket-pair.ts'

export interface UpstreamRequest {
  readonly method: string
  readonly path: string
  /** Flat: name, value, name, value … */
  readonly headers: readonly string[]
  /** `kept`: on a connection of the pool. `once`: on one of its own, closed after it. `never`: the caller says in `headers` what becomes of it. */
  readonly reuse: 'kept' | 'once' | 'never'
}

/** uvicorn closes a connection after five idle seconds; ours goes before, so that the two never race. */
const idleMs = 2_000
/** How long an upstream may be silent: creating a large session takes minutes. */
const silenceMs = 600_000

/** The connections to one process: pooled ones, requests in flight, WebSockets. */
export class Upstream {
  readonly endpoint: Endpoint
  readonly sockets = new Set<SocketPair>()
  readonly #agent: PoolAgent
  readonly #target: { readonly socketPath: string } | { readonly host: string; readonly port: number }
  #inFlight = 0
  #onIdle: (() => void)[] = []

  constructor(endpoint: Endpoint) {
    this.endpoint = endpoint
    this.#agent = new PoolAgent({ keepAlive: true, maxSockets: 256, maxFreeSockets: 64 })
    this.#target = 'socketPath' in endpoint ? { socketPath: endpoint.socketPath } : { host: endpoint.host, port: endpoint.port }
  }

  get inFlight(): number {
    return this.#inFlight
  }

  /** The caller counts it, by `begin` and `finish`. */
  request({ method, path, headers, reuse }: UpstreamRequest): ClientRequest {
    return request({
      ...this.#target,
      method,
      path,
      headers: reuse === 'once' ? [...headers, 'Connection', 'close'] : headers,
      agent: reuse === 'kept' ? this.#agent : false,
      setHost: false,
      timeout: silenceMs,
    })
  }

  begin(): void {
    this.#inFlight++
  }

  finish(): void {
    this.#inFlight--
    if (this.#inFlight === 0) for (const resolve of this.#onIdle.splice(0)) resolve()
  }

  /** Resolves when nothing is in flight, or after `timeoutMs`. @returns whether nothing is in flight */
  async whenIdle(timeoutMs: number): Promise<boolean> {
    if (this.#inFlight === 0) return true
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, timeoutMs)
    this.#onIdle.push(resolve)
    await promise
    clearTimeout(timer)
    return this.#inFlight === 0
  }

  /** Closes all WebSockets, upstream first, so that oTree notes who left. Resolves when they are closed, after `timeoutMs` at the latest. */
  async closeSockets(timeoutMs: number): Promise<number> {
    const pairs = [...this.sockets]
    await Promise.all(pairs.map((pair) => pair.close(timeoutMs)))
    return pairs.length
  }

  /** Closes the connections that nobody uses at the moment. */
  closeIdle(): void {
    this.#agent.closeIdle()
  }

  /** Nothing new comes: idle connections go now, those in use when they are done. */
  retire(): void {
    this.#agent.retire()
  }
}

class PoolAgent extends Agent {
  #isRetired = false

  /** Called by Node when a request is done with its connection. */
  override keepSocketAlive(socket: Duplex): boolean {
    if (this.#isRetired || !(socket instanceof Socket)) return false
    socket.setTimeout(idleMs)
    return true
  }

  /** Called by Node when a kept connection gets its next request. */
  override reuseSocket(socket: Duplex, next: ClientRequest): void {
    if (socket instanceof Socket) socket.setTimeout(silenceMs)
    super.reuseSocket(socket, next)
  }

  closeIdle(): void {
    for (const sockets of Object.values(this.freeSockets)) for (const socket of sockets ?? []) socket.destroy()
  }

  retire(): void {
    this.#isRetired = true
    this.closeIdle()
  }
}
