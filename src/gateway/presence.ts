import type { SocketPerson } from '../otree/socket-person.ts'
import { findPageVisit } from '../otree/socket-person.ts'

/** Between two pages nobody has a WebSocket, and some networks let none through. */
const recentMs = 60_000
const mostRemembered = 10_000

/** Who asked for a page of theirs within the last minute; in memory alone, and given to nobody but as a number. */
export class RecentPages {
  /** When each participant asked last, the longest ago first. */
  readonly #lastAt = new Map<string, number>()

  /** Notes an answer to a request. Only a page tells that there is somebody: whoever is led elsewhere may have made the code up. Whoever sees the page after the
   * last is not there any more. */
  note(target: string, status: number, now = Date.now()): void {
    const visit = status === 200 ? findPageVisit(target) : null
    if (!visit) return
    this.#lastAt.delete(visit.code)
    if (!visit.isOver) this.#lastAt.set(visit.code, now)
    this.#forget(now)
  }

  count(now = Date.now()): number {
    this.#forget(now)
    return this.#lastAt.size
  }

  #forget(now: number): void {
    for (const [code, at] of this.#lastAt) {
      if (now - at <= recentMs && this.#lastAt.size <= mostRemembered) return
      this.#lastAt.delete(code)
    }
  }
}

/** Different people among those who have a WebSocket open; of whom nothing is known counts each time. */
export function countPeople(people: Iterable<SocketPerson | null>, place: SocketPerson['place']): number {
  const keys = new Set<string>()
  let unknown = 0
  for (const person of people) {
    if (person?.place !== place) continue
    if (person.key === null) unknown++
    else keys.add(person.key)
  }
  return keys.size + unknown
}
