interface SlowExchange {
  readonly since: number
  /** Of the connection, when it began to wait for the first time. */
  readonly bytesBefore: number
}

/** Whoever came just now may still be quick. */
const graceMs = 2_000

/** The exchanges that wait for their browsers, which send or take slowly, and not for the upstream. */
export class SlowExchanges<C extends { readonly bytes: number }> {
  readonly #now: () => number
  readonly #exchanges = new Map<C, SlowExchange>()
  /** What they had done before, of those that come back and go again. */
  readonly #known = new WeakMap<C, SlowExchange>()

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  get size(): number {
    return this.#exchanges.size
  }

  add(connection: C): void {
    const exchange = this.#known.get(connection) ?? { since: this.#now(), bytesBefore: connection.bytes }
    this.#known.set(connection, exchange)
    this.#exchanges.set(connection, exchange)
  }

  /** The upstream has to do again. */
  delete(connection: C): boolean {
    return this.#exchanges.delete(connection)
  }

  /** The exchange is over; the next one on the connection is another one's. */
  forget(connection: C): void {
    this.#exchanges.delete(connection)
    this.#known.delete(connection)
  }

  /** Who moved the fewest bytes a second; of newcomers only when there are no others. */
  findSlowest(): C | undefined {
    const now = this.#now()
    const toSpeed = ([connection, { since, bytesBefore }]: readonly [C, SlowExchange]): number =>
      now - since < graceMs ? Number.POSITIVE_INFINITY : (connection.bytes - bytesBefore) / (now - since)
    let slowest: { connection: C; speed: number } | undefined
    for (const entry of this.#exchanges) {
      const speed = toSpeed(entry)
      if (!slowest || speed < slowest.speed) slowest = { connection: entry[0], speed }
    }
    return slowest?.connection
  }
}
