import { toCanonicalPath } from './doors.ts'

/** Whose page opened a WebSocket: `key` is the same for all pages of one person; null: oTree does not say in the address. */
export interface SocketPerson {
  readonly place: 'playing' | 'waiting-in-room'
  readonly key: string | null
}

const playing: ReadonlySet<string> = new Set([
  '/auto_advance',
  '/wait_page',
  '/subsession_wait_page',
  '/group_by_arrival_time',
  '/live',
  '/trial',
])

/** Longer ones are none of oTree's. */
const longestKey = 300

/** Who is at the other end of a participant's WebSocket (paths and parameters of otree/channels/utils.py, 5.0.8–6.0.15): pages with a form name the
 * participant's code, wait pages their number in the database. A chat is part of a page that has a WebSocket of its own, so it is nobody. */
export function toSocketPerson(target: string): SocketPerson | null {
  const path = toCanonicalPath(target)
  const query = new URLSearchParams(target.split('?', 2)[1]?.slice(0, 2_000))
  if (playing.has(path)) return { place: 'playing', key: toKey([query.get('participant_code') ?? query.get('participant_id')]) }
  if (path !== '/wait_for_session_in_room') return null
  const who = query.get('participant_label') || query.get('tab_unique_id')
  return { place: 'waiting-in-room', key: toKey([query.get('room_name'), who]) }
}

const toKey = (parts: readonly (string | null)[]): string | null =>
  parts.every((part) => part) ? JSON.stringify(parts).slice(0, longestKey) : null

/** A page of a participant, or the one after the last; null: something else. */
export function findPageVisit(target: string): { readonly code: string; readonly isOver: boolean } | null {
  const [, page, code] = /^\/(p|OutOfRangeNotification)\/([\w-]{1,32})(?:[/?]|$)/.exec(target) ?? []
  return code === undefined ? null : { code, isOver: page !== 'p' }
}
