import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import {
  type Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  request,
  type Server,
} from 'node:http'
import type { AddressInfo, Server as SocketServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { RouteTable } from '../domain/gateway.ts'
import { type AccessLog, openAccessLog } from './access-log.ts'
import { createGatewayServer, type Limits } from './gateway-server.ts'
import { Traffic } from './traffic.ts'

/** For tests: a gateway in this process, on a free port. */
export interface TestGateway {
  readonly port: number
  readonly server: Server
  readonly traffic: Traffic
  readonly directory: string
  readonly log: AccessLog
  readonly readLog: () => Promise<string>
  readonly stop: () => Promise<void>
}

export async function startTestGateway(table: RouteTable | null, limits: Partial<Limits> = {}): Promise<TestGateway> {
  const directory = await mkdtemp(join(tmpdir(), 'otm-gateway-'))
  const logFile = join(directory, 'access.log')
  const log = openAccessLog(logFile)
  let isStopped = false
  const traffic = new Traffic()
  if (table) traffic.setTable(table)
  const server = createGatewayServer({ traffic, log: { ...log, write: (entry) => isStopped || log.write(entry) }, limits })
  const port = await listen(server)
  const readLog = (): Promise<string> => {
    log.flush()
    return readFile(logFile, 'utf8').catch(() => '')
  }
  const stop = async (): Promise<void> => {
    isStopped = true
    traffic.destroy()
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
    log.flush()
    await rm(directory, { recursive: true })
  }
  return { port, server, traffic, directory, log, readLog, stop }
}

/** For tests: an upstream of Node's own HTTP server, which stands for any program behind the gateway. */
export interface TestUpstream {
  readonly server: Server
  readonly endpoint: { readonly host: string; readonly port: number }
  readonly stop: () => void
}

export async function startTestUpstream(listener: RequestListener): Promise<TestUpstream> {
  const server = createServer(listener)
  const port = await listen(server)
  const stop = (): void => {
    server.closeAllConnections()
    server.close()
  }
  return { server, endpoint: { host: '127.0.0.1', port }, stop }
}

export interface Asked {
  readonly host?: string
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly agent?: Agent
  /** Which of this machine's addresses it comes from, e.g. `127.0.0.2`. */
  readonly from?: string
}

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** For tests: asks the gateway for a page of `<host>`. */
export async function ask(port: number, asked: Asked): Promise<Answered> {
  const response = await open(port, asked)
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) }
}

/** For tests: as `ask`, but the body of the answer is still to be read. */
export function open(
  port: number,
  { host = 'one.localhost', method = 'GET', path = '/', headers = {}, body, agent, from }: Asked,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const options = {
    host: '127.0.0.1',
    port,
    method,
    path,
    headers: { Host: host, ...headers },
    ...(agent ? { agent } : { agent: false as const }),
    ...(from ? { localAddress: from } : {}),
  }
  request(options).on('response', resolve).on('error', reject).end(body)
  return promise
}

export async function listen(server: SocketServer): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  return (server.address() as AddressInfo).port
}
