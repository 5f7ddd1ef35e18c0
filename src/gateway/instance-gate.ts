import type { IncomingMessage } from 'node:http'
import type { Route } from '../domain/gateway.ts'
import { isAdminCookie } from '../otree/cookie.ts'
import { toDoor } from '../otree/doors.ts'
import { findSession } from './cookies.ts'
import { isForeign } from './origin.ts'
import type { PageName } from './page-texts.ts'

/** What a visitor gets instead of oTree; `sign-in` is a way to oTree's own page for that. */
export type Refusal = PageName | 'sign-in'

/** Whether a request may go to this instance at all, before anybody is asked. undefined: it may. */
export function findRefusal(request: IncomingMessage, isUpgrade: boolean, route: Route): Refusal | undefined {
  const { method = 'GET', url: path = '/', headers } = request
  if (isForeign({ method, isUpgrade, headers }, route)) return 'foreign'
  const door = toDoor({ path, isUpgrade, ...(route.authLevel ? { authLevel: route.authLevel } : {}) })
  if (door === 'open') return undefined
  if (door === 'admin' && isAdmin(headers.cookie, route)) return undefined
  return door === 'admin' && !isUpgrade && isDocument(request) ? 'sign-in' : 'shut'
}

function isAdmin(cookies: string | undefined, route: Route): boolean {
  const session = findSession(cookies, route)
  return session !== undefined && route.cookieKey !== null && isAdminCookie(route.cookieKey, session)
}

/** Whether a person opens a page, as opposed to a script that asks for data. */
export function isDocument({ method, headers }: IncomingMessage): boolean {
  if (method !== 'GET') return false
  const destination = headers['sec-fetch-dest']
  return destination === undefined ? (headers.accept ?? '').includes('text/html') : destination === 'document'
}
