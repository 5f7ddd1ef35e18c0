import type { IncomingHttpHeaders } from 'node:http'
import type { Route } from '../domain/gateway.ts'

export interface OriginRequest {
  readonly method: string
  readonly isUpgrade: boolean
  readonly headers: Pick<IncomingHttpHeaders, 'origin'> & { readonly [name: string]: string | string[] | undefined }
}

type Names = Pick<Route, 'origin' | 'hosts' | 'formerHosts'>

/** Whether a page of another origin makes the browser send this: its cookies come along, the person did not mean it.
 * Programs (the REST interface, bots) send neither header. Links from anywhere (GET) are welcome. */
export function isForeign({ method, isUpgrade, headers }: OriginRequest, route: Names): boolean {
  if (!isUpgrade && isSafe(method)) return false
  const { origin } = headers
  const site = headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') return true
  // A page with the referrer policy `no-referrer` posts its own forms with the origin `null`; only the browser can say `same-origin`.
  if (origin === 'null') return site !== 'same-origin'
  return origin !== undefined && origin !== route.origin && !isOtherNameOf(origin, route)
}

export const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'

/** A route may have several names, and pages of former ones are still open; scheme and port are the same for all. */
function isOtherNameOf(origin: string, route: Names): boolean {
  const own = new URL(route.origin)
  return [...route.hosts, ...(route.formerHosts ?? [])].some(
    (host) => origin === `${own.protocol}//${host}${own.port ? `:${own.port}` : ''}`,
  )
}
