import type { IncomingMessage } from 'node:http'
import type { Route } from '../domain/gateway.ts'
import { toHostName } from './host.ts'

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>

/** Where a page is by now that is opened at an address which its instance had until lately; null: it is to be answered where it is.
 * What a page that is open there sends or fetches is answered there, so that whoever is in the middle of a study comes to the new address with the next page. */
export function findNewAddress({ method, url = '/', headers }: Asked, { formerHosts = [], origin }: Route): string | null {
  if (formerHosts.length === 0 || !isAmong(headers.host, formerHosts)) return null
  if ((method !== 'GET' && method !== 'HEAD') || isOfOpenPage(headers, formerHosts)) return null
  return origin + url
}

/** Browsers tell over HTTPS what a request is for; without it a script or picture is known by where it comes from and what it can be. */
function isOfOpenPage({ accept = '', referer, 'sec-fetch-mode': mode }: Asked['headers'], formerHosts: readonly string[]): boolean {
  if (mode !== undefined) return mode !== 'navigate'
  const from = referer !== undefined && URL.canParse(referer) ? new URL(referer).host : undefined
  return !accept.includes('text/html') && isAmong(from, formerHosts)
}

const isAmong = (host: string | undefined, hosts: readonly string[]): boolean => {
  const name = toHostName(host)
  return name !== undefined && hosts.includes(name)
}
