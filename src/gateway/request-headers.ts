import type { IncomingMessage } from 'node:http'

/** What an upstream is told besides what the browser sent. Made once per route. */
export interface UpstreamView {
  /** `X-Forwarded-Proto`, `-Host`, `-Port`, flat: name, value, name, value … */
  readonly forwarded: readonly string[]
  /** What it is told of where the visitor is; null: nothing. */
  readonly toAddress: ((request: IncomingMessage) => string | undefined) | null
  /** What is left of the `Cookie` header; undefined: nothing. */
  readonly toCookies: (header: string) => string | undefined
}

/** Headers that concern one connection only (RFC 9110, 7.6.1), that we set ourselves, or that only a proxy may set. */
const dropped = new Set([
  ...[
    'connection',
    'keep-alive',
    'proxy-authenticate',
    'proxy-authorization',
    'proxy-connection',
    'proxy',
    'te',
    'trailer',
    'upgrade',
    'expect',
  ],
  ...['http2-settings', 'transfer-encoding', 'content-length', 'host', 'cookie', 'forwarded', 'x-real-ip', 'x-client-ip', 'true-client-ip'],
])

/** @returns the three headers that say how the browser reached `origin`, flat */
export function toForwarded(origin: string): readonly string[] {
  const { protocol, host, port } = new URL(origin)
  const scheme = protocol.slice(0, -1)
  return ['X-Forwarded-Proto', scheme, 'X-Forwarded-Host', host, 'X-Forwarded-Port', port || (scheme === 'https' ? '443' : '80')]
}

/** Headers of the request for the upstream, flat. undefined: the request is one that two servers could understand differently. */
export function toUpstreamHeaders(request: IncomingMessage, view: UpstreamView): string[] | undefined {
  const { rawHeaders, headers: parsed } = request
  const framing = toFraming(request)
  if (!framing || parsed.host === undefined) return undefined
  const headers = ['Host', parsed.host, ...view.forwarded, ...framing]
  const named = toNamed(parsed.connection)
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    const key = name.toLowerCase()
    if (key === 'host') hosts++
    if (dropped.has(key) || key.startsWith('x-forwarded') || named.has(key)) continue
    headers.push(name, rawHeaders[at + 1] ?? '')
  }
  if (hosts !== 1) return undefined
  if (parsed.cookie !== undefined) push(headers, 'Cookie', view.toCookies(parsed.cookie))
  push(headers, 'X-Forwarded-For', view.toAddress?.(request))
  return headers
}

/** How long the body is: from one header only, never from two. Node's parser refuses a request that has both. */
function toFraming({ headers, method }: IncomingMessage): readonly string[] | undefined {
  const coding = headers['transfer-encoding']
  if (coding !== undefined) {
    return coding.toLowerCase() === 'chunked' && headers['content-length'] === undefined ? ['Transfer-Encoding', 'chunked'] : undefined
  }
  if (headers['content-length'] !== undefined) return ['Content-Length', headers['content-length']]
  return method === 'GET' || method === 'HEAD' ? [] : ['Content-Length', '0']
}

const noNames: ReadonlySet<string> = new Set()

/** `Connection` may name further headers that end at this hop; nearly always it says `keep-alive` or `upgrade`. */
const toNamed = (connection = ''): ReadonlySet<string> =>
  connection.length > 10 ? new Set(connection.split(',').map((token) => token.trim().toLowerCase())) : noNames

function push(headers: string[], name: string, value: string | undefined): void {
  if (value !== undefined) headers.push(name, value)
}
