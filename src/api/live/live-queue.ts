import type { LiveEvent } from '../contract/live.ts'

const maxPending = 500
const everything = JSON.stringify({ topic: 'everything' } satisfies LiveEvent)

/** Events that wait until a slow reader has taken those before. Equal ones wait once; one that says "everything" takes their place, and does
 * so by itself when there are too many, so that a queue never grows. */
export class LiveQueue {
  readonly #send: (text: string) => Promise<void>
  readonly #pending = new Set<string>()
  #sending = false
  #gone = false

  /** @param send  resolves when the text is on its way; rejects when the reader has gone */
  constructor(send: (text: string) => Promise<void>) {
    this.#send = send
  }

  add(event: LiveEvent): void {
    if (this.#gone || this.#pending.has(everything)) return
    if (event.topic === 'everything' || this.#pending.size >= maxPending) this.#replaceAll()
    else this.#pending.add(JSON.stringify(event))
    if (!this.#sending) void this.#drain()
  }

  #replaceAll(): void {
    this.#pending.clear()
    this.#pending.add(everything)
  }

  async #drain(): Promise<void> {
    this.#sending = true
    try {
      for (const text of this.#pending) {
        this.#pending.delete(text)
        await this.#send(text)
      }
    } catch {
      this.#gone = true // nobody is left to hear; the connection's own end tidies up
      this.#pending.clear()
    }
    this.#sending = false
  }
}
