import type { Deps } from '../domain/deps.ts'
import type { Activity } from '../domain/gateway.ts'
import type { Instance } from '../domain/instance.ts'
import { nobodyPlays, type Playing, type SessionPlaying } from '../domain/playing.ts'
import { type ParticipantRow, readParticipants } from '../otree/read-participants.ts'
import { toInstanceSpec } from './specs.ts'

export interface PlayingDeps extends Pick<Deps, 'store'> {
  readonly gateway: Pick<Deps['gateway'], 'activity'>
  readonly engine: Pick<Deps['engine'], 'database'>
}

/** Who is on an instance at this moment. Nobody where nothing is served.
 * @see docs/decisions/0100-who-is-playing.md */
export async function findPlaying(deps: PlayingDeps, instance: Instance): Promise<Playing> {
  if (!isServing(instance)) return nobodyPlays
  const [counted, rows] = await Promise.all([count(deps, instance).catch(notKnown), read(deps, instance).catch(notKnown)])
  return toPlaying({ counted, rows }, Date.now())
}

const isServing = ({ state, deploymentId }: Instance): boolean => state === 'ready' || (state === 'starting' && deploymentId !== null)

const notKnown = (): null => null

type Counted = Pick<Activity, 'participants' | 'waitingInRooms'>

async function count({ gateway }: PlayingDeps, { siteId }: Instance): Promise<Counted> {
  const found = (await gateway.activity()).find(({ instanceId }) => instanceId === siteId)
  return found ?? { participants: 0, waitingInRooms: 0 }
}

const read = async (deps: PlayingDeps, instance: Instance): Promise<readonly ParticipantRow[]> =>
  readParticipants(deps.engine.database(await toInstanceSpec(deps, instance)))

/** null: could not be asked. */
export interface PlayingFacts {
  readonly counted: Counted | null
  /** Whoever asked last first. */
  readonly rows: readonly ParticipantRow[] | null
}

const activeMs = 600_000

/** Puts together what stands before oTree counts and what oTree's tables say. Open pages tell of people who have looked at one for long, the tables of those whose
 * network lets no WebSocket through, and in which session they are: of people who have not asked for long, those who asked last are the likeliest. Pure. */
export function toPlaying({ counted, rows }: PlayingFacts, now: number): Playing {
  const { participants: open, waitingInRooms } = counted ?? { participants: 0, waitingInRooms: 0 }
  if (rows === null) return { participants: open + waitingInRooms, sessions: [], known: counted !== null }
  const recent = rows.filter(({ lastRequestAt }) => lastRequestAt !== null && now - lastRequestAt < activeMs).length
  const playing = rows.slice(0, Math.max(recent, open))
  return { participants: playing.length + waitingInRooms, sessions: toSessions(playing, now), known: true }
}

function toSessions(playing: readonly ParticipantRow[], now: number): readonly SessionPlaying[] {
  const bySession = [...Map.groupBy(playing, ({ session }) => session.code).values()]
  return bySession.map((rows) => toSession(rows, now)).sort((a, b) => b.participants - a.participants)
}

function toSession(rows: readonly ParticipantRow[], now: number): SessionPlaying {
  const began = Math.min(...rows.map(({ startedAt, lastRequestAt }) => startedAt ?? lastRequestAt ?? now))
  const { code, label, configName, room } = (rows[0] as ParticipantRow).session
  return { code, label, configName, room, participants: rows.length, since: new Date(Math.max(0, Math.min(began, now))).toISOString() }
}
