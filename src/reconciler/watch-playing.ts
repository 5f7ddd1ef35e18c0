import type { Events } from '../domain/events.ts'
import type { InstanceId } from '../domain/names.ts'
import type { Presence } from '../domain/playing.ts'
import type { Store } from '../domain/store.ts'
import { type Logger, silentLogger } from '../lib/logger.ts'

export interface PlayingWatchOptions {
  readonly presence: Presence
  readonly instances: Pick<Store['instances'], 'list'>
  readonly events: Pick<Events, 'publish'>
  readonly logger?: Logger
  /** Default: three seconds. */
  readonly everyMs?: number
}

/** Tells open pages when the number of people on an instance is another one. @returns how to stop */
export function watchPlaying(options: PlayingWatchOptions): () => void {
  const { presence, logger = silentLogger, everyMs = 3_000 } = options
  let before: ReadonlyMap<InstanceId, number> = new Map()
  let isLooking = false
  const look = async (): Promise<void> => {
    const counts = await presence.counts()
    if (counts === null) return
    const changed = findChanged(before, counts)
    before = counts
    if (changed.size > 0) await tell(options, changed)
  }
  const timer = setInterval(() => {
    if (isLooking) return
    isLooking = true
    look()
      .catch((error: unknown) => logger.warn({ err: error }, 'It could not be told who plays.'))
      .finally(() => {
        isLooking = false
      })
  }, everyMs).unref()
  return () => clearInterval(timer)
}

/** Of which instances the number is another one; where nobody was seen before, nobody is no news. */
export function findChanged(before: ReadonlyMap<InstanceId, number>, now: ReadonlyMap<InstanceId, number>): ReadonlySet<InstanceId> {
  return new Set([...before.keys(), ...now.keys()].filter((id) => (before.get(id) ?? 0) !== (now.get(id) ?? 0)))
}

async function tell({ instances, events }: PlayingWatchOptions, changed: ReadonlySet<InstanceId>): Promise<void> {
  for (const { siteId, name, owner } of await instances.list()) {
    if (changed.has(siteId)) events.publish({ topic: 'playing', name, owner })
  }
}
