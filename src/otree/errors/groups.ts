import type { ErrorGroup, ErrorGroups } from '../../domain/error-group.ts'
import type { Frame } from './project-frame.ts'
import type { Who } from './traceback-lines.ts'

export interface FoundError {
  readonly type: string
  readonly message: string
  readonly at: string | null
  readonly page: string | null
  readonly who: Who | null
  readonly frame: Frame | null
  readonly traceback: string
}

const mostGroups = 100
const mostMessage = 300
const mostRuns = 20
const mostParticipants = 10_000

interface Group extends Omit<ErrorGroup, 'participants'> {
  /** Numbers of participants for each start of oTree. */
  readonly seen: Map<string, Set<number>>
}

/** Errors, counted. Of kinds beyond the hundredth only that there were some is known. */
export class Groups {
  readonly #groups = new Map<string, Group>()
  readonly #others = new Set<string>()

  add(error: FoundError): void {
    const { type, page, frame } = error
    const key = JSON.stringify([type, page, frame?.file, frame?.line])
    const before = this.#groups.get(key)
    this.#groups.delete(key) // so that what happened last stands last
    if (!before && this.#groups.size >= mostGroups) this.#makeRoom()
    this.#groups.set(key, toGroup(error, before))
  }

  toList(): ErrorGroups {
    const groups = [...this.#groups.values()].toReversed().map(({ seen, ...group }) => ({ ...group, participants: countSeen(seen) }))
    return { groups, others: this.#others.size }
  }

  #makeRoom(): void {
    const [oldest] = this.#groups.keys()
    if (oldest === undefined) return
    this.#groups.delete(oldest)
    if (this.#others.size < 10_000) this.#others.add(oldest)
  }
}

function toGroup({ type, message, at, page, who, frame, traceback }: FoundError, before: Group | undefined): Group {
  const seen = before?.seen ?? new Map<string, Set<number>>()
  if (who) note(seen, who)
  return {
    type,
    message: message.length > mostMessage ? `${message.slice(0, mostMessage)}…` : message,
    file: frame?.file ?? null,
    line: frame?.line ?? null,
    function: frame?.function ?? null,
    page,
    count: (before?.count ?? 0) + 1,
    seen,
    firstAt: before?.firstAt ?? at,
    lastAt: at ?? before?.lastAt ?? null,
    traceback,
  }
}

function note(seen: Map<string, Set<number>>, { run, number }: Who): void {
  const numbers = seen.get(run) ?? new Set()
  if (seen.size < mostRuns && numbers.size < mostParticipants) seen.set(run, numbers.add(number))
}

/** Whoever saw it before a restart and after it has two numbers, so of all starts the one with most counts: it were at least so many. */
const countSeen = (seen: ReadonlyMap<string, ReadonlySet<number>>): number | null =>
  seen.size === 0 ? null : Math.max(...[...seen.values()].map(({ size }) => size))
