import type { IncomingHttpHeaders } from 'node:http'
import fresh from 'fresh'
import parseRange from 'range-parser'

export interface StaticFacts {
  readonly type: string
  readonly size: number
  readonly etag: string
  readonly lastModified: string
}

export interface StaticAnswer {
  readonly status: 200 | 206 | 304 | 416
  /** Flat: name, value, name, value … */
  readonly headers: readonly string[]
  /** The bytes that are the body, the last one included; null: none. */
  readonly part: { readonly start: number; readonly end: number } | null
}

/** What a browser that asks for a file gets. It may keep the file, but must ask each time whether it still is the file: so a
 * deployment is seen at once, by everybody. Pure. */
export function toStaticAnswer(method: string, asked: IncomingHttpHeaders, facts: StaticFacts): StaticAnswer {
  const { type, size, etag, lastModified } = facts
  const common = ['ETag', etag, 'Last-Modified', lastModified, 'Cache-Control', 'no-cache', 'Accept-Ranges', 'bytes']
  if (fresh(asked, { etag, 'last-modified': lastModified })) return { status: 304, headers: common, part: null }
  const range = method === 'GET' ? findRange(asked, facts) : 'all'
  if (range === 'none') return { status: 416, headers: [...common, 'Content-Range', `bytes */${size}`, 'Content-Length', '0'], part: null }
  const { start, end } = range === 'all' ? { start: 0, end: size - 1 } : range
  const headers = [...common, 'Content-Type', type, 'Content-Length', String(end - start + 1)]
  if (range !== 'all') headers.push('Content-Range', `bytes ${start}-${end}/${size}`)
  return { status: range === 'all' ? 200 : 206, headers, part: method === 'HEAD' || size === 0 ? null : { start, end } }
}

/** Several ranges at once are answered with the whole, as RFC 9110 allows: players of videos ask for one. */
function findRange(asked: IncomingHttpHeaders, { size, etag, lastModified }: StaticFacts): 'all' | 'none' | { start: number; end: number } {
  const { range, 'if-range': condition } = asked
  if (range === undefined || (condition !== undefined && condition !== etag && condition !== lastModified)) return 'all'
  const ranges = parseRange(size, range)
  if (ranges === -1) return 'none'
  const [first] = ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1 ? [] : ranges
  return first ?? 'all'
}
