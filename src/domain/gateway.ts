import type { Endpoint, StaticFiles } from './engine.ts'
import type { AuthLevel, InstanceState } from './instance.ts'
import type { InstanceId, InstanceName } from './names.ts'
import type { ResponseTimes } from './response-times.ts'

/** What the gateway knows of one instance. Whole wanted state; JSON. */
export interface Route {
  /** Its `siteId`: stays the same whatever is done to the instance. */
  readonly instanceId: InstanceId
  readonly name: InstanceName
  /** Host names without port, lower case, e.g. `otree1.localhost`. */
  readonly hosts: readonly string[]
  /** Hosts at which it was until lately: pages that are open there go on, and whoever opens one is led to `origin`. */
  readonly formerHosts?: readonly string[]
  /** Scheme, host and visible port, e.g. `http://otree1.localhost:8000`: what oTree is told and what Origin is compared with. */
  readonly origin: string
  readonly state: InstanceState
  /** Where oTree answers; null: nothing runs, and a page says what `state` is. */
  readonly upstream: Endpoint | null
  /** Hex of the key that signs this instance's admin cookies; null: no admin can be told from a stranger, so guarded doors stay shut. */
  readonly cookieKey: string | null
  /** Whether oTree is told participants' addresses. */
  readonly tellAddresses: boolean
  /** Default `STUDY`. With `DEMO`, the doors that oTree opens to everybody in that mode stay open. */
  readonly authLevel?: AuthLevel
  /** What the gateway answers itself while `upstream` is there; without it oTree is asked for everything. */
  readonly staticFiles?: StaticFiles
}

export interface RouteTable {
  /** The dashboard and the API: the manager's own socket. */
  readonly dashboard: { readonly hosts: readonly string[]; readonly origin: string; readonly socketPath: string }
  /** Hosts below it that no route names get the page *unknown*, e.g. `localhost`. */
  readonly instanceDomain: string
  /** Addresses and ranges of web servers in front, which may say where a visitor is; default: none. */
  readonly trustedProxies?: readonly string[]
  readonly routes: readonly Route[]
}

/** Counted from open connections and requests; never who, only how many. */
export interface Activity {
  readonly instanceId: InstanceId
  /** Open WebSockets of participants' pages. */
  readonly participantSockets: number
  readonly adminSockets: number
  /** People who have a page of theirs open, or asked for one within the last minute. */
  readonly participants: number
  /** People who wait in a room for a session; not among `participants`. */
  readonly waitingInRooms: number
  readonly lastRequestAt: string | null
  readonly requests: number
  readonly errors: number
  /** How long the answers of oTree took since the gateway began, waiting included; static files and WebSockets are not in it. Left out by older gateways. */
  readonly times?: ResponseTimes
}

/** Lets one browser into an instance's admin pages, once, until then. */
export interface EntryTicket {
  readonly ticket: string
  /** ISO 8601 UTC */
  readonly expiresAt: string
}

/** What the manager may ask of the gateway. The gateway holds its last table in a file and goes on without the manager. */
export interface Gateway {
  /** Replaces the whole table. Sockets and requests of routes that did not change are not touched. */
  setRoutes(table: RouteTable): Promise<void>

  /** Holds new requests of an instance, lets those in flight end (up to `drainMs`), then closes its WebSockets and idle connections
   * to the upstream. Held requests wait in order; after `maxHoldMs` without `release` the hold ends by itself.
   * @returns whether everything in flight had ended */
  hold(id: InstanceId, options: { readonly drainMs: number; readonly maxHoldMs: number }): Promise<{ readonly drained: boolean }>

  /** Ends the hold: held requests go, in order, to the upstream of the table as it is now. */
  release(id: InstanceId): Promise<void>

  activity(): Promise<readonly Activity[]>

  /** Makes a way into the admin pages of an instance that works once, for half a minute: a form posted from a page of the dashboard to `/.otm/open` of its
   * address, with the field `ticket`. */
  issueTicket(id: InstanceId): Promise<EntryTicket>
}
