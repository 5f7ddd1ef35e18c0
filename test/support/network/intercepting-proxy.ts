import { createServer, request as httpRequest, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer, request as httpsRequest } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { CertificateAuthority } from './certificate-authority.ts'

/** A university's proxy: it knows some hosts, opens what is encrypted with certificates of its own CA, and notes what was asked for. */
export interface InterceptingProxy {
  readonly port: number
  /** e.g. `GET https://index.example.edu/simple/otree/` */
  readonly log: string[]
  /** Where a host's requests really go, by its name: an origin, or what answers itself. */
  readonly sites: Map<string, string | RequestListener>
  /** `user:password`; null: everybody may use it. */
  credentials: string | null
  /** How often somebody came without the right password. */
  refused: number
  close(): void
}

export async function startProxy(host: string, authority: CertificateAuthority): Promise<InterceptingProxy> {
  const sockets = new Set<Socket>()
  const front = createServer((request, response) => answer(request, response, new URL(request.url ?? '', 'http://unknown.invalid')))
  const behind = createHttpsServer(authority.server, (request, response) => {
    void serve(request, response, new URL(request.url ?? '', `https://${request.headers.host}`))
  })
  const proxy = {
    port: 0,
    log: [] as string[],
    sites: new Map<string, string | RequestListener>(),
    credentials: null as string | null,
    refused: 0,
    close: () => {
      front.close()
      for (const socket of sockets) socket.destroy()
    },
  }
  const asks = 'HTTP/1.1 407 Who are you?\r\nProxy-Authenticate: Basic realm="university"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
  const mayPass = (request: IncomingMessage): boolean => {
    const wanted = proxy.credentials === null ? undefined : `Basic ${Buffer.from(proxy.credentials).toString('base64')}`
    if (wanted === undefined || request.headers['proxy-authorization'] === wanted) return true
    proxy.refused += 1
    return false
  }
  const answer = (request: IncomingMessage, response: ServerResponse, url: URL): void => {
    if (mayPass(request)) serve(request, response, url)
    else response.writeHead(407, { 'proxy-authenticate': 'Basic realm="university"' }).end('Who are you?')
  }
  const serve = (request: IncomingMessage, response: ServerResponse, url: URL): void => {
    proxy.log.push(`${request.method} ${url.href}`)
    const site = proxy.sites.get(url.hostname)
    if (typeof site === 'function') site(request, response)
    else if (site === undefined) response.writeHead(403).end('This host is not allowed.')
    else forward(request, response, new URL(url.pathname + url.search, site))
  }
  front.on('connect', (request, socket: Socket): unknown => {
    if (!mayPass(request)) return socket.end(asks)
    proxy.log.push(`CONNECT ${request.url}`)
    const isKnown = proxy.sites.has(new URL(`http://${request.url}`).hostname)
    if (!isKnown) return socket.end('HTTP/1.1 403 Not allowed\r\n\r\n')
    socket.write('HTTP/1.1 200 Connected\r\n\r\n')
    return behind.emit('connection', socket)
  })
  for (const server of [front, behind]) server.on('connection', (socket: Socket) => track(sockets, socket))
  behind.on('tlsClientError', () => undefined) // a client that does not trust us is a case of its own
  await new Promise<void>((resolve) => front.listen(0, host, resolve))
  proxy.port = (front.address() as AddressInfo).port
  return proxy
}

function track(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket)
  socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
}

function forward(request: IncomingMessage, response: ServerResponse, to: URL): void {
  const send = to.protocol === 'https:' ? httpsRequest : httpRequest
  const { host: _, ...headers } = request.headers
  const outgoing = send(to, { method: request.method ?? 'GET', headers: { ...headers, host: to.host } }, (incoming) => {
    response.writeHead(incoming.statusCode ?? 502, incoming.headers)
    incoming.pipe(response)
  })
  outgoing.on('error', (error) => response.writeHead(502).end(error.message))
  request.pipe(outgoing)
}
