interface Most {
  readonly inAll: number
  readonly each: number
}

/** Room for what may be under way at the same time, so that no one person takes all of it. */
export class Places {
  readonly #most: Most
  readonly #taken = new Map<string, number>()
  #inAll = 0

  constructor(most: Most) {
    this.#most = most
  }

  /** @returns what gives the place back, once; null: there is none, for this person or at all */
  take(who: string): (() => void) | null {
    const mine = this.#taken.get(who) ?? 0
    if (this.#inAll >= this.#most.inAll || mine >= this.#most.each) return null
    this.#change(who, 1)
    return () => this.#change(who, -1)
  }

  #change(who: string, by: 1 | -1): void {
    this.#inAll += by
    const mine = (this.#taken.get(who) ?? 0) + by
    if (mine > 0) this.#taken.set(who, mine)
    else this.#taken.delete(who)
  }
}
