import type { AuditEntry } from '../../domain/person.ts'
import type { AuditStore } from '../../domain/store.ts'
import { fewPerMinute } from '../../lib/few-per-minute.ts'
import type { GitHttpRequest } from './git-http-request.ts'

type Entry = Omit<AuditEntry, 'id' | 'at'>

const strangersPerMinute = 300
const visitMs = 10 * 60_000
const rememberedVisits = 10_000

/** Writes the audit log as over SSH: one row for each push, clone or fetch, although that is several requests. The first request makes the row; those
 * that follow within ten minutes belong to it. What is refused is always written, of strangers at most 300 a minute: they would fill the disk. */
export class VisitLog {
  readonly #audit: Pick<AuditStore, 'add'>
  readonly #now: () => number
  readonly #isTooMuch: () => boolean
  readonly #begun = new Map<string, number>()

  constructor(audit: Pick<AuditStore, 'add'>, now: () => number = Date.now) {
    this.#audit = audit
    this.#now = now
    this.#isTooMuch = fewPerMinute(strangersPerMinute, now)
  }

  async write(entry: Entry, { isFirst }: Pick<GitHttpRequest, 'isFirst'>): Promise<void> {
    if (entry.who === null && this.#isTooMuch()) return
    const key = JSON.stringify([entry.who, entry.action, entry.thing, entry.from])
    const isKnown = !isFirst && this.#now() - (this.#begun.get(key) ?? Number.NEGATIVE_INFINITY) < visitMs
    if (isKnown && entry.result === 'allowed') return
    await this.#audit.add(entry)
    if (entry.result === 'allowed') this.#remember(key)
  }

  #remember(key: string): void {
    this.#begun.delete(key) // the newest is last, so that the first is the one to forget
    this.#begun.set(key, this.#now())
    const oldest = this.#begun.keys().next()
    if (this.#begun.size > rememberedVisits && !oldest.done) this.#begun.delete(oldest.value)
  }
}
