import type { IncomingMessage, Server } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer, type HttpExchange } from '../lib/node-http.ts'
import type { AccessLog } from './access-log.ts'
import { limitRest, lingerAtEnd } from './linger.ts'
import { hasBody } from './request-body.ts'
import { serveRequest } from './serve-request.ts'
import { serveUpgrade } from './serve-upgrade.ts'
import type { Traffic } from './traffic.ts'

export interface GatewayServerOptions {
  readonly traffic: Traffic
  readonly log: AccessLog
  readonly limits?: Partial<Limits>
}

export interface Limits {
  /** How long the headers of a request may take. */
  readonly headersMs: number
  /** How long a connection may stand still in the middle of a body or an answer. There is no limit to how long it may take as a whole. */
  readonly stallMs: number
  /** How long a browser may go on with a body whose answer it has already. */
  readonly lingerMs: number
  /** How long a browser may keep a connection without asking for anything. */
  readonly keepAliveMs: number
  readonly maxHeaderBytes: number
  /** Of all browsers together; a laboratory comes from one address, so there is no limit per address. */
  readonly maxConnections: number
}

const defaultLimits: Limits = {
  headersMs: 15_000,
  stallMs: 60_000,
  lingerMs: 600_000,
  keepAliveMs: 60_000,
  maxHeaderBytes: 32_768,
  maxConnections: 20_000,
}

/** The HTTP server that browsers reach. */
export function createGatewayServer({ traffic, log, limits }: GatewayServerOptions): Server {
  const { headersMs, stallMs, lingerMs, keepAliveMs, maxHeaderBytes, maxConnections } = { ...defaultLimits, ...limits }
  const server = createServer(
    {
      headersTimeout: headersMs,
      requestTimeout: 0,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: Math.min(headersMs, 5_000),
      maxHeaderSize: maxHeaderBytes,
      noDelay: true,
      shouldUpgradeCallback: isWebSocket,
    },
    (request, response) => {
      if (request.socket.writableEnded) return // what follows an early answer on its connection
      busy.set(request.socket, { request, response })
      if (hasBody(request)) response.once('finish', () => limitRest(request, lingerMs))
      serveRequest({ request, response, traffic, log })
    },
  )
  const busy = new WeakMap<Duplex, HttpExchange>()
  server.maxConnections = maxConnections
  server.on('connection', (socket: Socket) => lingerAtEnd(socket, () => busy.get(socket)?.request))
  server.setTimeout(stallMs, (socket: Socket) => {
    if (isStalled(socket, busy.get(socket))) socket.destroy()
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    if (socket instanceof Socket) socket.setTimeout(0).setKeepAlive(true, 60_000).setNoDelay(true)
    serveUpgrade({ request, socket, head, traffic, log })
  })
  return server
}

/** Whether it is the browser that stands still: it does not send the rest of a body, does not take what is there for it, or wants nothing.
 * One that waits for a slow page, for the next line of a log or for the end of a hold is not to blame. */
function isStalled(socket: Socket, exchange: HttpExchange | undefined): boolean {
  if (!exchange || exchange.response.writableFinished || socket.writableLength > 0) return true
  return !exchange.request.complete && exchange.request.readableFlowing === true
}

const isWebSocket = ({ headers, method }: IncomingMessage): boolean => method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket'
