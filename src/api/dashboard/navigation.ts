import type { IncomingHttpHeaders } from 'node:http'

/** What a request for the dashboard's page is, by the headers that browsers set and scripts cannot. `navigation`: a person opened it at the top of a
 * window. `other`: it was fetched, framed or prefetched. `unknown`: the browser does not say. */
export function toNavigation(headers: IncomingHttpHeaders): 'navigation' | 'other' | 'unknown' {
  const mode = headers['sec-fetch-mode']
  const destination = headers['sec-fetch-dest']
  if (headers['sec-purpose'] !== undefined || headers.purpose !== undefined) return 'other'
  if (mode === undefined && destination === undefined) return 'unknown'
  return mode === 'navigate' && destination === 'document' ? 'navigation' : 'other'
}
