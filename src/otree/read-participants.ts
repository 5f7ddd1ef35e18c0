import type { Client } from 'pg'
import type { DatabaseAccess } from '../domain/engine.ts'
import { askTables } from './ask-tables.ts'
import { findConfigName } from './config-name.ts'

/** A session of oTree as its tables have it. */
export interface SessionRow {
  readonly code: string
  readonly label: string | null
  readonly configName: string | null
  readonly room: string | null
}

/** Somebody who has begun and not finished. */
export interface ParticipantRow {
  readonly session: SessionRow
  /** Epoch in ms; null: oTree has not noted it. */
  readonly lastRequestAt: number | null
  readonly startedAt: number | null
}

const mostParticipants = 2_000
const longestText = 100
const longestConfig = 20_000

/** Those who have begun a session and not finished it, whoever asked last first; bots are nobody. What is read is bounded in size.
 * @param access  as role `otree` @returns at most 2,000; empty where oTree has not made its tables */
export const readParticipants = (access: DatabaseAccess): Promise<readonly ParticipantRow[]> =>
  askTables(access, async (client) => {
    const columns = await readColumns(client)
    if (!columns.has('otree_participant.session_id') || !columns.has('otree_session.code')) return []
    const people = await readPeople(client, columns)
    const sessions = await readSessions(client, columns, [...new Set(people.map(({ session_id }) => session_id))])
    return people.flatMap((row) => toParticipant(row, sessions.get(row.session_id)))
  })

/** Whether a room has a session: until the experimenter closes it, participants may come.
 * @param access  as role `otree` */
export const hasSessionInRoom = (access: DatabaseAccess): Promise<boolean> =>
  askTables(access, async (client) => {
    const columns = await readColumns(client)
    if (!columns.has('otree_roomtosession.room_name')) return false
    const { rows } = await client.query('SELECT 1 FROM public.otree_roomtosession LIMIT 1')
    return rows.length > 0
  })

/** e.g. `otree_participant.visited`; they differ between versions of oTree. */
async function readColumns(client: Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name IN ('otree_participant', 'otree_session', 'otree_roomtosession') LIMIT 500`,
  )
  return new Set(rows.map(({ name }) => name))
}

interface PersonRow {
  readonly session_id: number
  readonly last_request: number | null
  readonly started: string | null
}

async function readPeople(client: Client, columns: ReadonlySet<string>): Promise<readonly PersonRow[]> {
  const has = (column: string): boolean => columns.has(`otree_participant.${column}`)
  const isHuman = ['_is_bot', 'is_browser_bot'].filter(has).map((column) => `p.${column} IS NOT TRUE`)
  const isStarted = has('visited') ? ['p.visited'] : []
  const started = has('time_started_utc') ? 'p.time_started_utc' : has('time_started') ? 'p.time_started' : 'NULL'
  const { rows } = await client.query<PersonRow>(
    `SELECT p.session_id::integer AS session_id, p._last_request_timestamp::float8 AS last_request,
            pg_catalog.left((${started})::text, 40) AS started
     FROM public.otree_participant p
     WHERE ${[...isStarted, ...isHuman, 'p._index_in_pages <= p._max_page_index'].join(' AND ')}
     ORDER BY p._last_request_timestamp DESC NULLS LAST LIMIT ${mostParticipants}`,
  )
  return rows
}

interface SessionFields {
  readonly id: number
  readonly code: string
  readonly label: string | null
  readonly config: string | null
  readonly room: string | null
}

async function readSessions(
  client: Client,
  columns: ReadonlySet<string>,
  ids: readonly number[],
): Promise<ReadonlyMap<number, SessionRow>> {
  const text = (column: string, length: number): string =>
    columns.has(`otree_session.${column}`) ? `pg_catalog.left(s.${column}::text, ${length})` : 'NULL'
  const room = columns.has('otree_roomtosession.room_name')
    ? `(SELECT pg_catalog.left(r.room_name::text, ${longestText}) FROM public.otree_roomtosession r WHERE r.session_id = s.id LIMIT 1)`
    : 'NULL'
  const { rows } = await client.query<SessionFields>(
    `SELECT s.id::integer AS id, ${text('code', longestText)} AS code, ${text('label', longestText)} AS label,
            ${text('config', longestConfig)} AS config, ${room} AS room
     FROM public.otree_session s WHERE s.id = ANY($1::integer[]) LIMIT 100`,
    [ids.slice(0, 100)],
  )
  return new Map(
    rows.map(({ id, code, label, config, room }) => [id, { code, label: label || null, configName: findConfigName(config), room }]),
  )
}

function toParticipant({ last_request, started }: PersonRow, session: SessionRow | undefined): readonly ParticipantRow[] {
  if (!session) return []
  return [{ session, lastRequestAt: last_request === null ? null : last_request * 1000, startedAt: toTime(started) }]
}

/** `2026-11-27 14:05:11.123456` in UTC, with or without a zone. */
function toTime(text: string | null): number | null {
  const [, day, clock] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)/.exec(text ?? '') ?? []
  const time = Date.parse(`${day}T${clock}Z`)
  return Number.isNaN(time) ? null : time
}
