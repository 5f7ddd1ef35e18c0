import { createHash, randomBytes } from 'node:crypto'
import type { EntryTicket } from '../domain/gateway.ts'

const lifetimeMs = 30_000
/** Nobody clicks more often than that in half a minute. */
const mostTickets = 1_000

interface Pending {
  readonly instanceId: string
  readonly endsAt: number
}

/** Ways into an instance's admin pages that work once, for half a minute. They are only in this process's memory, and only as hashes. */
export class EntryTickets {
  readonly #pending = new Map<string, Pending>()
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  issue(instanceId: string): EntryTicket {
    this.#forgetEnded()
    const ticket = randomBytes(32).toString('base64url')
    const endsAt = this.#now() + lifetimeMs
    this.#pending.set(toHash(ticket), { instanceId, endsAt })
    return { ticket, expiresAt: new Date(endsAt).toISOString() }
  }

  /** @returns whether it lets in to this instance; it is used up by being shown, wherever */
  use(ticket: string, instanceId: string): boolean {
    const hash = toHash(ticket)
    const pending = this.#pending.get(hash)
    this.#pending.delete(hash)
    return pending !== undefined && pending.instanceId === instanceId && this.#now() < pending.endsAt
  }

  /** Tickets lie in the order in which they end. */
  #forgetEnded(): void {
    for (const [hash, { endsAt }] of this.#pending) {
      if (endsAt > this.#now() && this.#pending.size < mostTickets) return
      this.#pending.delete(hash)
    }
  }
}

const toHash = (ticket: string): string => createHash('sha256').update(ticket).digest('base64')
