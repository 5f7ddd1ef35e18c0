import { chmodSync, renameSync, rmSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { json } from 'node:stream/consumers'
import { createServer } from '../lib/node-http.ts'
import type { GatewayIdentity } from './gateway-config.ts'
import { type GatewayStart, parseGatewayStart } from './gateway-process.ts'
import { parseRouteTable } from './parse-routes.ts'
import type { RoutesFile } from './routes-file.ts'
import type { Traffic } from './traffic.ts'

export interface ControlServerOptions {
  readonly traffic: Traffic
  readonly routesFile: RoutesFile
  readonly identity: GatewayIdentity
  readonly onStop: () => void
  /** @throws Error with why there is no successor */
  readonly onHandOver: (start: GatewayStart) => Promise<void>
}

/** The manager's way to the gateway: HTTP with JSON on a Unix socket that only its owner opens.
 * `GET /whoami` · `GET /watch` (open until the gateway ends) · `GET /calls` (likewise; a line with the id of each instance that sleeps and has visitors) · `PUT /routes` · `GET /activity` · `POST /instances/ID/hold` ·
 * `POST /instances/ID/release` · `POST /instances/ID/tickets` · `POST /hand-over` · `POST /stop`. Managers of other versions ask, too: `whoami`, `watch`, `hand-over` and
 * `stop` stay as they are. */
export function createControlServer(options: ControlServerOptions): Server {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) =>
      send(response, 400, { error: error instanceof Error ? error.message : String(error) }),
    )
  })
  server.keepAliveTimeout = 1_000
  return server
}

/** Makes `server` listen at `socketPath`, in the place of a socket that nobody serves any more.
 * @returns false: another gateway serves it */
export async function listenOnSocket(server: Server, socketPath: string): Promise<boolean> {
  if (await isServed(socketPath)) return false
  await listenPrivately(server, socketPath)
  return true
}

/** Makes `server` listen beside the one that serves `socketPath`. @returns how it takes that one's place, at once */
export async function listenBeside(server: Server, socketPath: string): Promise<() => void> {
  const beside = `${socketPath}.next`
  await listenPrivately(server, beside)
  return () => renameSync(beside, socketPath)
}

async function listenPrivately(server: Server, socketPath: string): Promise<void> {
  rmSync(socketPath, { force: true })
  const mask = process.umask(0o177) // so that the socket is never open to others, not even for a moment
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject).listen(socketPath, resolve)
  process.umask(mask)
  await promise
  chmodSync(socketPath, 0o600)
}

function isServed(socketPath: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect(socketPath)
  socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  return promise.finally(() => socket.destroy())
}

async function answer(request: IncomingMessage, response: ServerResponse, options: ControlServerOptions): Promise<void> {
  const { traffic, routesFile, identity } = options
  const { method, url = '' } = request
  const [, collection, id = '', verb] = url.split('/')
  if (method === 'GET' && url === '/whoami') send(response, 200, identity)
  else if (method === 'GET' && url === '/watch') keepOpen(response)
  else if (method === 'GET' && url === '/calls') writeCalls(response, traffic)
  else if (method === 'GET' && url === '/activity') send(response, 200, traffic.activity())
  else if (method === 'PUT' && url === '/routes') await setRoutes(request, response, { traffic, routesFile })
  else if (method === 'POST' && url === '/hand-over') await handOver(request, response, options)
  else if (method === 'POST' && url === '/stop') stop(response, options)
  else if (method === 'POST' && collection === 'instances' && verb === 'hold') await hold(request, response, { traffic, id })
  else if (method === 'POST' && collection === 'instances' && verb === 'release') release(response, { traffic, id })
  else if (method === 'POST' && collection === 'instances' && verb === 'tickets') send(response, 200, traffic.tickets.issue(id))
  else send(response, 404, { error: 'The gateway does not know this request.' })
}

/** The table counts from now on; the answer says that it is also on disk. */
async function setRoutes(
  request: IncomingMessage,
  response: ServerResponse,
  { traffic, routesFile }: Pick<ControlServerOptions, 'traffic' | 'routesFile'>,
): Promise<void> {
  const table = parseRouteTable(await json(request))
  traffic.setTable(table)
  await routesFile.write(table)
  send(response, 200, {})
}

interface InstanceTask {
  readonly traffic: Traffic
  readonly id: string
}

async function hold(request: IncomingMessage, response: ServerResponse, { traffic, id }: InstanceTask): Promise<void> {
  const { drainMs, maxHoldMs } = (await json(request)) as { readonly drainMs?: unknown; readonly maxHoldMs?: unknown }
  if (typeof drainMs !== 'number' || typeof maxHoldMs !== 'number') throw new Error('hold needs drainMs and maxHoldMs.')
  const drained = (await traffic.findInstance(id)?.hold({ drainMs, maxHoldMs })) ?? true
  send(response, 200, { drained })
}

function release(response: ServerResponse, { traffic, id }: InstanceTask): void {
  traffic.findInstance(id)?.release()
  send(response, 200, {})
}

/** Starts what the manager names: whoever opens the socket is the owner of this process, who could start it as well. */
async function handOver(request: IncomingMessage, response: ServerResponse, { onHandOver }: ControlServerOptions): Promise<void> {
  const start = parseGatewayStart(await json(request))
  const failure = await onHandOver(start).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  send(response, 200, { failure })
}

function keepOpen(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/plain' })
  response.flushHeaders()
}

/** An id is called again while its visitors wait, so none needs to be kept for a reader that is slow. */
function writeCalls(response: ServerResponse, traffic: Traffic): void {
  keepOpen(response)
  const stop = traffic.onCall((id) => {
    if (!response.writableNeedDrain) response.write(`${id}\n`)
  })
  response.once('close', stop)
}

function stop(response: ServerResponse, { onStop }: ControlServerOptions): void {
  response.once('close', onStop)
  send(response, 202, {})
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(body))
}
