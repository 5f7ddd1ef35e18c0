import type { Endpoint } from '../domain/engine.ts'
import { SlowExchanges } from './slow-exchanges.ts'
import { type Exchange, UpstreamConnection } from './upstream-connection.ts'

/** How to give up on an exchange, and how to slow it down. */
export interface Ticket {
  readonly cancel: () => void
  readonly pause: () => void
  readonly resume: () => void
}

interface Job {
  readonly exchange: Exchange
  connection: UpstreamConnection | null
}

export interface PoolOptions {
  /** Exchanges at the same time; others wait in order. */
  readonly maxActive: number
  /** Exchanges that wait for their browser, beside those; beyond that the slowest is broken off. Default 256. */
  readonly maxSlow?: number
}

/** The error of an exchange whose browser was the slowest of too many. */
export const tooSlowCode = 'TOO_SLOW'

/** Connections to one process, kept between exchanges. */
export class ConnectionPool {
  readonly #endpoint: Endpoint
  readonly #maxActive: number
  readonly #maxSlow: number
  readonly #slow = new SlowExchanges<UpstreamConnection>()
  readonly #idle: UpstreamConnection[] = []
  readonly #active = new Map<UpstreamConnection, Job>()
  readonly #queue: Job[] = []
  #isRetired = false

  constructor(endpoint: Endpoint, { maxActive, maxSlow = 256 }: PoolOptions) {
    this.#endpoint = endpoint
    this.#maxActive = maxActive
    this.#maxSlow = maxSlow
  }

  run(exchange: Exchange): Ticket {
    const job: Job = { exchange, connection: null }
    this.#queue.push(job)
    this.#startNext()
    return {
      cancel: () => this.#cancel(job),
      pause: () => this.#pause(this.#connectionOf(job)),
      resume: () => this.#resume(this.#connectionOf(job)),
    }
  }

  #pause(connection: UpstreamConnection | undefined): void {
    connection?.pause()
    if (connection) this.#leavePlace(connection)
  }

  #resume(connection: UpstreamConnection | undefined): void {
    connection?.resume()
    if (connection) this.#slow.delete(connection)
  }

  /** Whoever waits for a browser takes no place from those who wait for the upstream. */
  #leavePlace(connection: UpstreamConnection): void {
    this.#slow.add(connection)
    const slowest = this.#slow.size > this.#maxSlow ? this.#slow.findSlowest() : undefined
    slowest?.break(Object.assign(new Error('The browser is too slow.'), { code: tooSlowCode }))
    this.#startNext()
  }

  closeIdle(): void {
    for (const connection of this.#idle.splice(0)) connection.destroy()
  }

  /** Idle connections go now, those in use when they are done. */
  retire(): void {
    this.#isRetired = true
    this.closeIdle()
  }

  #start(job: Job): void {
    const kept = job.exchange.needsFresh ? undefined : this.#idle.pop()
    const connection = kept ?? new UpstreamConnection(this.#endpoint, this.#events)
    job.connection = connection
    this.#active.set(connection, job)
    connection.send(job.exchange)
    if (job.exchange.body && !job.exchange.body.isWhole) this.#leavePlace(connection)
  }

  #cancel(job: Job): void {
    const place = this.#queue.indexOf(job)
    if (place >= 0) this.#queue.splice(place, 1)
    this.#connectionOf(job)?.destroy()
  }

  /** The connection that works for this job; another job may have it by now. */
  #connectionOf(job: Job): UpstreamConnection | undefined {
    return job.connection && this.#active.get(job.connection) === job ? job.connection : undefined
  }

  readonly #events = {
    onBodySent: (connection: UpstreamConnection): void => void this.#slow.delete(connection),
    onFree: (connection: UpstreamConnection): void => {
      this.#active.delete(connection)
      this.#slow.forget(connection)
      if (this.#isRetired) connection.destroy()
      else this.#idle.push(connection)
      this.#startNext()
    },
    onClosed: (connection: UpstreamConnection): void => {
      const place = this.#idle.indexOf(connection)
      if (place >= 0) this.#idle.splice(place, 1)
      this.#slow.forget(connection)
      if (this.#active.delete(connection)) this.#startNext()
    },
  }

  #startNext(): void {
    const next = this.#active.size - this.#slow.size < this.#maxActive ? this.#queue.shift() : undefined
    if (next) this.#start(next)
  }
}
