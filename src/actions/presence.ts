import { setTimeout as sleep } from 'node:timers/promises'
import type { Gateway } from '../domain/gateway.ts'
import type { InstanceId } from '../domain/names.ts'
import type { Presence } from '../domain/playing.ts'

const freshMs = 1_000
const patienceMs = 2_000

/** Asks what stands before all instances once a second at the most, however many lists are looked at. */
export function createPresence(gateway: Pick<Gateway, 'activity'>, now: () => number = Date.now): Presence {
  let asked: { readonly at: number; readonly counts: ReturnType<Presence['counts']> } | null = null
  return {
    counts: () => {
      if (asked === null || now() - asked.at > freshMs) asked = { at: now(), counts: withPatience(count(gateway)) }
      return asked.counts
    },
  }
}

async function count(gateway: Pick<Gateway, 'activity'>): Promise<ReadonlyMap<InstanceId, number> | null> {
  try {
    const all = await gateway.activity()
    return new Map(all.map(({ instanceId, participants, waitingInRooms }) => [instanceId, participants + waitingInRooms]))
  } catch {
    return null // a list is shown also while it is not known who plays
  }
}

const withPatience = <T>(counting: Promise<T>): Promise<T | null> => Promise.race([counting, sleep(patienceMs, null, { ref: false })])
