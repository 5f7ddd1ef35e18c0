import type { ClientRequest } from 'node:http'
import type { Endpoint } from '../domain/engine.ts'
import { request } from '../lib/node-http.ts'
import { ConnectionPool, type Ticket } from './connection-pool.ts'
import type { SocketPair } from './socket-pair.ts'
import type { Exchange } from './upstream-connection.ts'

export interface SingleRequest {
  readonly method: string
  readonly path: string
  /** Flat: name, value, name, value … with what shall become of the connection. */
  readonly headers: readonly string[]
}

/** The connections to one process: pooled ones, requests in flight, WebSockets. */
export class Upstream {
  readonly endpoint: Endpoint
  readonly sockets = new Set<SocketPair>()
  readonly #pool: ConnectionPool
  #inFlight = 0
  #onIdle: (() => void)[] = []

  constructor(endpoint: Endpoint) {
    this.endpoint = endpoint
    this.#pool = new ConnectionPool(endpoint, { maxActive: 256 })
  }

  get inFlight(): number {
    return this.#inFlight
  }

  /** Sends a request over the pool. The caller counts it, by `begin` and `finish`. */
  exchange(exchange: Exchange): Ticket {
    return this.#pool.run(exchange)
  }

  /** A request on a connection of its own, as Node makes it: for WebSockets. The caller counts it, by `begin` and `finish`. */
  single({ method, path, headers }: SingleRequest): ClientRequest {
    return request({ ...this.endpoint, method, path, headers, agent: false, setHost: false })
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
  async closeSockets(timeoutMs: number): Promise<void> {
    await Promise.all([...this.sockets].map((pair) => pair.close(timeoutMs)))
  }

  /** Closes the connections that nobody uses at the moment. */
  closeIdle(): void {
    this.#pool.closeIdle()
  }

  /** Nothing new comes: idle connections go now, those in use when they are done. */
  retire(): void {
    this.#pool.retire()
  }
}
