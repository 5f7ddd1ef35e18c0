import { newSecret } from '../lib/ids.ts'

interface TicketOptions {
  readonly lifetimeMs: number
  /** How many there can be at once; beyond that whoever has the most loses their oldest. Default 1,000. */
  readonly most?: number
  readonly now?: () => number
}

interface Kept<T> {
  /** Whose it is. */
  readonly holder: string
  readonly value: T
  readonly expires: number
}

export interface Ticket {
  readonly ticket: string
  readonly expiresAt: string
}

/** Secrets that work once and for some minutes, each for something that is kept in memory until it comes back. Whoever asks for very many crowds
 * only their own out. */
export class Tickets<T> {
  /** They live equally long, so the oldest are the first. */
  readonly #kept = new Map<string, Kept<T>>()
  readonly #byHolder = new Map<string, Set<string>>()
  readonly #lifetimeMs: number
  readonly #most: number
  readonly #now: () => number

  constructor({ lifetimeMs, most = 1000, now = Date.now }: TicketOptions) {
    this.#lifetimeMs = lifetimeMs
    this.#most = most
    this.#now = now
  }

  /** @param holder  whose it is: a person, or an address */
  issue(holder: string, value: T): Ticket {
    const ticket = newSecret()
    const expires = this.#now() + this.#lifetimeMs
    this.#kept.set(ticket, { holder, value, expires })
    this.#byHolder.set(holder, (this.#byHolder.get(holder) ?? new Set()).add(ticket))
    this.#forgetExpired()
    if (this.#kept.size > this.#most) this.#forgetExcess()
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
    this.#forget(ticket)
    return value
  }

  forget(isMeant: (value: T) => boolean): void {
    for (const [ticket, { value }] of this.#kept) if (isMeant(value)) this.#forget(ticket)
  }

  #forget(ticket: string): void {
    const kept = this.#kept.get(ticket)
    if (!kept) return
    this.#kept.delete(ticket)
    const held = this.#byHolder.get(kept.holder)
    held?.delete(ticket)
    if (held?.size === 0) this.#byHolder.delete(kept.holder)
  }

  #forgetExpired(): void {
    for (const [ticket, { expires }] of this.#kept) {
      if (expires > this.#now()) return
      this.#forget(ticket)
    }
  }

  /** Of those who have equally many the one who has waited longest loses their oldest. */
  #forgetExcess(): void {
    const [first = new Set<string>(), ...others] = this.#byHolder.values()
    const [oldest] = others.reduce((most, held) => (held.size > most.size ? held : most), first)
    if (oldest !== undefined) this.#forget(oldest)
  }
}
