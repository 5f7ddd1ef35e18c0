/** Why somebody who waited goes on: the turnstile was opened, or its time was up. */
export type Passage = 'released' | 'expired'

export interface TurnstileOptions {
  /** How many may wait; whoever comes then is sent away. */
  readonly maxWaiting: number
}

/** Lets everybody pass, or makes them wait in the order in which they came. Knows nothing of requests.
 * States: open → held (`hold`) → open (`release`, or by itself when the time of the hold is up). */
export class Turnstile {
  readonly #maxWaiting: number
  readonly #waiting = new Set<(passage: Passage) => void>()
  #timer: NodeJS.Timeout | undefined

  constructor({ maxWaiting }: TurnstileOptions) {
    this.#maxWaiting = maxWaiting
  }

  get isHeld(): boolean {
    return this.#timer !== undefined
  }

  get waiting(): number {
    return this.#waiting.size
  }

  /** Closes the turnstile for at most `maxHoldMs` from now; a second hold takes the place of the first. */
  hold(maxHoldMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#open('expired'), maxHoldMs)
  }

  /** Opens it; everybody goes, in order. Does nothing when it is open. */
  release(): void {
    if (this.isHeld) this.#open('released')
  }

  /** Calls `go` when the caller may pass: while it is held later, else at once.
   * @returns how to give up waiting, which says whether the caller still waited; undefined when too many wait, and `go` is never called */
  wait(go: (passage: Passage) => void): (() => boolean) | undefined {
    if (!this.isHeld) {
      go('released')
      return () => false
    }
    if (this.#waiting.size >= this.#maxWaiting) return undefined
    this.#waiting.add(go)
    return () => this.#waiting.delete(go)
  }

  #open(passage: Passage): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const go of waiting) go(passage)
  }
}
