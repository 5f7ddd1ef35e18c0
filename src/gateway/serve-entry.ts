import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Route, RouteTable } from '../domain/gateway.ts'
import { maxAgeSeconds, mintAdminCookie } from '../otree/cookie.ts'
import { entryPath } from '../otree/entry-path.ts'
import { findSession, toBrowserCookieName } from './cookies.ts'
import type { EntryTickets } from './entry-tickets.ts'
import { sendPage } from './page.ts'
import { takeBeginning } from './request-body.ts'

/** Both generations of oTree have it, and it wants a sign-in in every mode. */
const adminPath = '/sessions'

export interface Entry {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly route: Route
  readonly dashboard: Pick<RouteTable['dashboard'], 'hosts' | 'origin'>
  readonly tickets: EntryTickets
}

export const isEntry = ({ url }: IncomingMessage): boolean => url?.split('?', 1)[0] === entryPath

/** Signs somebody in to oTree's admin pages who brings a ticket from the dashboard: with the cookie that oTree itself would set after the password.
 * @see docs/decisions/0103-opening-signed-in.md */
export function serveEntry({ request, response, route, dashboard, tickets }: Entry): void {
  const refuse = (): void => sendPage(request, response, 'entry-over')
  if (request.method !== 'POST' || !isFromDashboard(request, dashboard)) refuse()
  else
    takeBeginning(request, (body) => {
      const ticket = body?.isWhole ? readTicket(Buffer.concat(body.beginning)) : null
      if (ticket !== null && tickets.use(ticket, route.instanceId)) letIn(request, response, route)
      else refuse()
    })
}

function letIn(request: IncomingMessage, response: ServerResponse, route: Route): void {
  const cookie = route.cookieKey === null ? [] : ['Set-Cookie', toCookie(request, route, route.cookieKey)]
  response.writeHead(303, ['Location', adminPath, ...cookie, 'Cache-Control', 'no-store', 'Content-Length', '0'])
  response.end()
}

/** Only a page of the dashboard that a person opened: browsers say truly where a form was sent from. */
function isFromDashboard({ headers }: IncomingMessage, { hosts, origin }: Entry['dashboard']): boolean {
  const mode = headers['sec-fetch-mode']
  if (mode !== undefined && mode !== 'navigate') return false
  const { protocol, port } = new URL(origin)
  return headers.origin === origin || hosts.some((host) => headers.origin === `${protocol}//${host}${port ? `:${port}` : ''}`)
}

const longestForm = 1_024

function readTicket(body: Buffer): string | null {
  return body.length > longestForm ? null : new URLSearchParams(body.toString('latin1')).get('ticket')
}

/** What oTree keeps in it of the same browser, e.g. whose place in a room it has, stays. */
function toCookie({ headers }: IncomingMessage, route: Route, cookieKey: string): string {
  const value = mintAdminCookie(cookieKey, { kept: findSession(headers.cookie, route) })
  const secure = route.origin.startsWith('https:') ? '; Secure' : ''
  return `${toBrowserCookieName(route.instanceId)}=${value}; path=/; Max-Age=${maxAgeSeconds}; httponly; samesite=lax${secure}`
}
