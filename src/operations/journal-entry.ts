import { setTimeout as sleep } from 'node:timers/promises'
import type { Events } from '../domain/events.ts'
import type { Operation, StepRecord } from '../domain/operation.ts'
import type { Store } from '../domain/store.ts'
import type { Logger } from '../lib/logger.ts'

/** The instance as events name it; kept, because an undone creation removes the row. */
export interface Subject {
  readonly name: string
  readonly owner: string
}

type Change = Partial<Omit<Operation, 'id'>>

interface EntryOptions {
  readonly operation: Operation
  readonly subject: Subject
  readonly store: Store
  readonly events: Events
  readonly logger: Logger
}

/** One operation of the journal: changed in memory at once, written in order, and then told to everybody. */
export class JournalEntry {
  readonly subject: Subject
  readonly #options: EntryOptions
  #operation: Operation
  #written: Promise<void> = Promise.resolve()

  constructor(options: EntryOptions) {
    this.subject = options.subject
    this.#options = options
    this.#operation = options.operation
  }

  get operation(): Operation {
    return this.#operation
  }

  async change(change: Change): Promise<void> {
    this.#operation = { ...this.#operation, ...change }
    const write = this.#written.then(() => this.#options.store.operations.update(this.#operation.id, change))
    this.#written = write.catch(() => undefined) // whoever made this change is told; the next one is tried anew
    await write
    this.publish()
  }

  /** For what must be written sooner or later, e.g. when the disk is full: tries again until it works.
   * @param first  what is written elsewhere before it; where that alone does not work, it is left */
  async changeForSure(change: Change, signal: AbortSignal, first: () => Promise<void> = async () => undefined): Promise<void> {
    const warn = (err: unknown): void => this.#options.logger.error({ err, operationId: this.#operation.id }, 'It could not be recorded.')
    for (let waitMs = 100; !signal.aborted; waitMs = Math.min(waitMs * 2, 10_000)) {
      try {
        await first().catch(warn)
        return await this.change(change)
      } catch (error) {
        this.#options.logger.error({ err: error, operationId: this.#operation.id }, 'The journal cannot be written; trying again.')
        await sleep(waitMs, undefined, { signal }).catch(() => undefined) // the loop ends by itself
      }
    }
  }

  async changeStep(index: number, step: StepRecord): Promise<void> {
    await this.change({ steps: this.#operation.steps.with(index, step) })
  }

  publish(): void {
    this.#options.events.publish({ topic: 'operation', id: this.#operation.id, instance: this.subject.name, owner: this.subject.owner })
  }

  publishLog(): void {
    this.#options.events.publish({ topic: 'operation-log', id: this.#operation.id, instance: this.subject.name, owner: this.subject.owner })
  }
}
