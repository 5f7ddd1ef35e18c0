import type { Endpoint } from '../domain/engine.ts'
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
}

/** Connections to one process, kept between exchanges. */
export class ConnectionPool {
  readonly #endpoint: Endpoint
  readonly #maxActive: number
  readonly #idle: UpstreamConnection[] = []
  readonly #active = new Map<UpstreamConnection, Job>()
  readonly #queue: Job[] = []
  #isRetired = false

  constructor(endpoint: Endpoint, { maxActive }: PoolOptions) {
    this.#endpoint = endpoint
    this.#maxActive = maxActive
  }

  run(exchange: Exchange): Ticket {
    const job: Job = { exchange, connection: null }
    if (this.#active.size < this.#maxActive) this.#start(job)
    else this.#queue.push(job)
    return {
      cancel: () => this.#cancel(job),
      pause: () => this.#connectionOf(job)?.pause(),
      resume: () => this.#connectionOf(job)?.resume(),
    }
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
    onFree: (connection: UpstreamConnection): void => {
      this.#active.delete(connection)
      if (this.#isRetired) connection.destroy()
      else this.#idle.push(connection)
      this.#startNext()
    },
    onClosed: (connection: UpstreamConnection): void => {
      const place = this.#idle.indexOf(connection)
      if (place >= 0) this.#idle.splice(place, 1)
      if (this.#active.delete(connection)) this.#startNext()
    },
  }

  #startNext(): void {
    const next = this.#queue.shift()
    if (next) this.#start(next)
  }
}
