import type { AuthLevel } from '../domain/instance.ts'

/** `open`: oTree decides. `admin`: only who is signed in to this oTree. `blocked`: nobody from outside. */
export type Door = 'open' | 'admin' | 'blocked'

export type SocketUser = 'participant' | 'admin' | 'bot'

export interface DoorRequest {
  /** As it stands in the request line, with or without a query. */
  readonly path: string
  /** Whether the request asks for a WebSocket: oTree has tables of their own for the two. */
  readonly isUpgrade: boolean
  /** Default `STUDY`. With `DEMO`, oTree shows some of its admin pages to everybody on purpose. */
  readonly authLevel?: AuthLevel
}

interface Entry {
  readonly path: string
  readonly door: Door
  /** What the door is with OTREE_AUTH_LEVEL=DEMO, when it differs. */
  readonly demo?: Door
}

/** HTTP pages that some oTree shows or does to strangers. Every method is meant. `*` is one segment of the path.
 * Everything else that is for admins answers 302 to /login by itself, the REST interface 403 (all versions from 5.0.8 on). */
const pages: readonly Entry[] = [
  // otree/views/export.py. 5.0–5.11.5: 200 with data for strangers, 6: /login
  { path: '/ExportPageTimes', door: 'admin' },
  // otree/views/export.py, 5.x: 200 with data for strangers
  { path: '/chat_export', door: 'admin' },
  // otree/views/export.py, 6.0.0–6.0.12 not looked at one by one; 6.0.15: /login
  { path: '/ExportChat', door: 'admin' },
  { path: '/ExportWide', door: 'admin' },
  { path: '/ExportIndex', door: 'admin' },
  // otree/views/export.py, 5.x: a key in the address instead of a sign-in, 400 without
  { path: '/ExportSessionWide/*', door: 'admin' },
  // otree/views/admin.py: 500 for strangers
  { path: '/logout', door: 'admin' },
  // otree/views/admin.py: prints the process's number and writes the database's file; meant for `devserver` on the same machine
  { path: '/SaveDB', door: 'blocked' },
  // otree/views/participant.py: hands out participants while a session of browser bots is open
  { path: '/browser_bot_start', door: 'blocked' },
]

/** All WebSockets of oTree (otree/channels/routing.py, 5.0.8–6.0.15). ≤ 5.11.4 and 6.0.0–6.0.12 serve those of the admin to
 * strangers: the consumers have the check, but nobody sets its flag. Kept shut for every version. */
const sockets: readonly (Entry & { readonly user: SocketUser })[] = [
  { path: '/auto_advance', door: 'open', user: 'participant' },
  { path: '/wait_page', door: 'open', user: 'participant' },
  { path: '/subsession_wait_page', door: 'open', user: 'participant' },
  { path: '/group_by_arrival_time', door: 'open', user: 'participant' },
  { path: '/live', door: 'open', user: 'participant' },
  { path: '/trial', door: 'open', user: 'participant' }, // 6
  { path: '/chat', door: 'open', user: 'participant' },
  { path: '/wait_for_session_in_room', door: 'open', user: 'participant' },
  { path: '/create_demo_session', door: 'admin', demo: 'open', user: 'admin' },
  { path: '/session_monitor/*', door: 'admin', demo: 'open', user: 'admin' },
  { path: '/create_session', door: 'admin', user: 'admin' },
  { path: '/delete_sessions', door: 'admin', user: 'admin' },
  { path: '/room_without_session/*', door: 'admin', user: 'admin' },
  { path: '/export', door: 'admin', user: 'admin' },
  { path: '/browser_bots_client/*', door: 'blocked', user: 'bot' },
  { path: '/browser_bot_wait', door: 'blocked', user: 'bot' },
]

/** What the gateway does with a request before oTree sees it. Errs towards shut: any spelling that could be meant counts. */
export function toDoor({ path, isUpgrade, authLevel = 'STUDY' }: DoorRequest): Door {
  const entry = (isUpgrade ? findSocket : findPage)(toCanonicalPath(path))
  if (!entry) return 'open'
  return authLevel === 'DEMO' ? (entry.demo ?? entry.door) : entry.door
}

/** Whose WebSocket this is; undefined when oTree has none at this path. */
export const toSocketUser = (path: string): SocketUser | undefined => findSocket(toCanonicalPath(path))?.user

/** One spelling for all that a server could take for the same path. oTree itself decodes once, is strict about case and slashes, and
 * its patterns end in `$`, which a line feed may follow. */
export function toCanonicalPath(target: string): string {
  const path = decodeFully(target.split(/[?#]/, 1)[0] ?? '')
  const segments: string[] = []
  for (const segment of path.split(/[/\\]/)) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return `/${segments.join('/')}`.toLowerCase()
}

const findPage = toFinder(pages)
const findSocket = toFinder(sockets)

/** Paths with one segment more than the table names, `/x/*`, are found by their first segment, however many follow. */
function toFinder<E extends Entry>(entries: readonly E[]): (path: string) => E | undefined {
  const exact = new Map<string, E>()
  const first = new Map<string, E>()
  for (const entry of entries) {
    const path = entry.path.toLowerCase()
    if (path.endsWith('/*')) first.set(path.slice(1, -2), entry)
    else exact.set(path, entry)
  }
  return (path) => exact.get(path) ?? first.get(path.split('/', 2)[1] ?? '')
}

/** Decodes until nothing changes (at most as deep as anybody would stack it), and drops what is not printable ASCII. */
function decodeFully(text: string): string {
  let decoded = text
  for (let depth = 0; depth < 5 && decoded.includes('%'); depth++) decoded = decodeOnce(decoded)
  return decoded.replace(/[^!-~]/g, '')
}

/** Byte by byte, as only ASCII matters in the table; `decodeURIComponent` throws on what Python replaces. */
const decodeOnce = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
