import type { InstanceId } from './names.ts'

/** People who play in one session of oTree. */
export interface SessionPlaying {
  readonly code: string
  readonly label: string | null
  readonly configName: string | null
  /** The room that it is in. */
  readonly room: string | null
  readonly participants: number
  /** When the first of them began; ISO 8601 UTC. */
  readonly since: string
}

/** Who is on an instance at this moment: people, not pages or connections. Never who, only how many. */
export interface Playing {
  /** Playing, or waiting in a room. */
  readonly participants: number
  /** Those that are known of, the largest first. People who wait in a room are in none yet. */
  readonly sessions: readonly SessionPlaying[]
  /** false: neither what stands before oTree nor its database could be asked, so there may be anybody. */
  readonly known: boolean
}

/** How many people are on which instance, by `siteId`: cheap, for lists. */
export interface Presence {
  /** null: it cannot be known at this moment. */
  counts(): Promise<ReadonlyMap<InstanceId, number> | null>
}

export const nobodyPlays: Playing = { participants: 0, sessions: [], known: true }

/** What a project calls its sessions must not make a sentence longer than people read. */
const namedSessions = 3

/** e.g. `3 participants play on "otree1" at this moment: 2 in session "Monday" (dictator), since 14:05 UTC` */
export function describePlaying(name: string, { participants, sessions, known }: Playing): string {
  if (!known) return `It cannot be seen whether anybody plays on "${name}" at this moment`
  const people = participants === 1 ? '1 participant plays' : `${participants} participants play`
  const named = sessions.slice(0, namedSessions).map(describeSession)
  const more = sessions.length > namedSessions ? [`and in ${sessions.length - namedSessions} more sessions`] : []
  return `${people} on "${name}" at this moment${named.length > 0 ? `: ${[...named, ...more].join(', ')}` : ''}`
}

function describeSession({ code, label, configName, participants, since }: SessionPlaying): string {
  const config = configName === null ? '' : ` (${configName})`
  return `${participants} in session "${label ?? code}"${config}, since ${since.slice(11, 16)} UTC`
}
