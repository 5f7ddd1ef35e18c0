import type { ManagerEvent } from '../../domain/events.ts'
import type { ApiDeps } from '../api-deps.ts'
import { type Telling, toTelling } from './to-telling.ts'

/** Hears every event, and asks `telling` how its caller may hear it. */
export type Listener = (event: ManagerEvent, telling: Telling) => void

const sayEverything: Telling = () => ({ topic: 'everything' })

/** Tells everybody who listens what happens, one event after the other. Who may hear of it is looked up once per event, right before it is told: whoever
 * was let in a moment ago hears of it, and whoever was shut out does not. */
export class LiveHub {
  readonly #deps: Pick<ApiDeps, 'store' | 'logger'>
  readonly #listeners = new Set<Listener>()
  readonly #waiting = new Map<string, ManagerEvent>()
  readonly #unsubscribe: () => void
  #isTelling = false

  constructor({ events, ...deps }: Pick<ApiDeps, 'store' | 'logger' | 'events'>) {
    this.#deps = deps
    this.#unsubscribe = events.subscribe((event) => this.#take(event))
  }

  /** @returns a function that ends it */
  join(listener: Listener): () => void {
    const own: Listener = (event, telling) => listener(event, telling)
    this.#listeners.add(own)
    return () => this.#listeners.delete(own)
  }

  close(): void {
    this.#unsubscribe()
    this.#listeners.clear()
  }

  /** Equal events that wait are told once. */
  #take(event: ManagerEvent): void {
    if (this.#listeners.size === 0) return
    this.#waiting.set(JSON.stringify(event), event)
    if (!this.#isTelling) void this.#tellAll()
  }

  async #tellAll(): Promise<void> {
    this.#isTelling = true
    for (const [key, event] of this.#waiting) {
      this.#waiting.delete(key)
      const telling = await this.#toTelling(event)
      for (const listener of [...this.#listeners]) this.#tell(listener, event, telling)
    }
    this.#isTelling = false
  }

  /** When it cannot be looked up, everybody fetches anew what they may see. */
  async #toTelling(event: ManagerEvent): Promise<Telling> {
    try {
      return await toTelling(this.#deps.store, event)
    } catch (error) {
      this.#deps.logger.error({ err: error, topic: event.topic }, 'It could not be looked up who may hear of an event.')
      return sayEverything
    }
  }

  #tell(listener: Listener, event: ManagerEvent, telling: Telling): void {
    try {
      listener(event, telling)
    } catch (error) {
      this.#deps.logger.error({ err: error, topic: event.topic }, 'A listener to events failed.')
    }
  }
}
