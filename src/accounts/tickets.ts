import { newSecret } from '../lib/ids.ts'

interface TicketOptions {
  readonly lifetimeMs: number
  /** How many there can be at once; beyond that the oldest is forgotten. Default 1,000. */
  readonly most?: number
  readonly now?: () => number
}

interface Kept<T> {
  readonly value: T
  readonly expires: number
}

export interface Ticket {
  readonly ticket: string
  readonly expiresAt: string
}

/** Secrets that work once and for some minutes, each for something that is kept in memory until it comes back. */
export class Tickets<T> {
  readonly #kept = new Map<string, Kept<T>>()
  readonly #lifetimeMs: number
  readonly #most: number
  readonly #now: () => number

  constructor({ lifetimeMs, most = 1000, now = Date.now }: TicketOptions) {
    this.#lifetimeMs = lifetimeMs
    this.#most = most
    this.#now = now
  }

  issue(value: T): Ticket {
    const ticket = newSecret()
    const expires = this.#now() + this.#lifetimeMs
    this.#kept.set(ticket, { value, expires })
    this.#forgetOld()
    return { ticket, expiresAt: new Date(expires).toISOString() }
  }

  /** What it stands for, without using it up. */
  find(ticket: string): T | undefined {
    const kept = this.#kept.get(ticket)
    return kept && kept.expires > this.#now() ? kept.value : undefined
  }

  /** Uses it up; of two callers only one gets it. */
  take(ticket: string): T | undefined {
    const value = this.find(ticket)
    this.#kept.delete(ticket)
    return value
  }

  forget(isMeant: (value: T) => boolean): void {
    for (const [ticket, { value }] of this.#kept) if (isMeant(value)) this.#kept.delete(ticket)
  }

  /** They live equally long, so the oldest are the first. */
  #forgetOld(): void {
    for (const [ticket, { expires }] of this.#kept) {
      if (this.#kept.size <= this.#most && expires > this.#now()) return
      this.#kept.delete(ticket)
    }
  }
}
