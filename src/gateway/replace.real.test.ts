import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { Agent, createServer, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { freePort } from '../../test/support/free-port.ts'
import { isAlive, type ProcessIdentity, toProcessIdentity } from '../lib/process-identity.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { ControlClient } from './control-client.ts'
import type { GatewayConfig } from './gateway-config.ts'
import { type SupervisedGateway, type SuperviseOptions, superviseGateway } from './supervise.ts'
import { ask } from './test-gateway.ts'
import { aRoute, aTable } from './test-routes.ts'

let directory: string
let config: GatewayConfig
let upstream: Server
let upstreamPort: number
let events: string[]
let first: SupervisedGateway
let firstPid: number
let firstIdentity: ProcessIdentity
const held: (() => void)[] = []

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-replace-'))
  await chmod(directory, 0o700)
  const path = (name: string): string => join(directory, name)
  config = {
    ...{ host: '127.0.0.1', httpPort: await freePort(), controlSocket: path('gateway.sock'), routesFile: path('routes.json') },
    ...{ logFile: path('gateway.log'), pidFile: path('gateway.pid'), build: 'old' },
  }
  events = []
  held.length = 0
  upstream = createServer((incoming, response) => {
    incoming.resume()
    if (incoming.url === '/slow') held.push(() => response.end('served'))
    else response.end('served')
  }).listen(0, '127.0.0.1')
  new WebSocketServer({ server: upstream }).on('connection', (socket) =>
    socket.on('message', (data) => socket.send(`heard ${String(data)}`)),
  )
  await once(upstream, 'listening')
  upstreamPort = (upstream.address() as { port: number }).port
  first = await superviseGateway(optionsOf('old'))
  firstPid = await pidOf()
  firstIdentity = toProcessIdentity(firstPid)
  const endpoint = { host: '127.0.0.1', port: upstreamPort }
  await first.gateway.setRoutes(aTable([aRoute('one', { instanceId: 'iaaaaaaaa' as never, upstream: endpoint })]))
  first.detach()
})
afterEach(async () => {
  await (await superviseGateway(optionsOf(await buildOf()))).stop()
  upstream.closeAllConnections()
  upstream.close()
  await rm(directory, { recursive: true })
})

const optionsOf = (build: string, more: Partial<SuperviseOptions> = {}): SuperviseOptions => ({
  config: { ...config, build },
  configFile: join(directory, 'gateway.json'),
  onEvent: (text) => events.push(text),
  ...more,
})
const pidOf = async (): Promise<number> => (await new ControlClient(config.controlSocket).whoami()).pid
const buildOf = async (): Promise<string> => (await new ControlClient(config.controlSocket).whoami()).config.build
const firstIsGone = (): boolean => !isAlive(firstIdentity)

/** A browser that asks for one page after the other until it is told to stop. @returns how many it got; rejects when one failed */
function visitor(method: 'GET' | 'POST', keepAlive: boolean): { stop: () => Promise<number>; count: () => number } {
  const agent = new Agent({ keepAlive, maxSockets: 1 })
  let isWanted = true
  let count = 0
  const visiting = (async () => {
    while (isWanted) {
      const { status, body } = await ask(config.httpPort, { method, agent, ...(method === 'POST' ? { body: 'answer=1' } : {}) })
      if (status !== 200 || body !== 'served') throw new Error(`Request ${count} was answered with ${status}: ${body}`)
      count++
    }
    agent.destroy()
    return count
  })()
  visiting.catch(() => undefined)
  const stop = (): Promise<number> => {
    isWanted = false
    return visiting
  }
  return { stop, count: () => count }
}

describe('a gateway of another build', () => {
  it('is replaced, and no request fails', async () => {
    const visitors = [visitor('GET', true), visitor('GET', false), visitor('POST', true), visitor('POST', false), visitor('GET', true)]
    await waitUntil('everybody is served', () => visitors.every(({ count }) => count() > 20))
    const second = await superviseGateway(optionsOf('new'))
    expect([await buildOf(), second.wasAdopted, firstIsGone()]).toEqual(['new', true, true])
    const counts = visitors.map(({ count }) => count())
    await waitUntil('everybody is served by the new one', () => visitors.every(({ count }, index) => count() > (counts[index] ?? 0) + 20))
    await Promise.all(visitors.map(({ stop }) => stop()))
    expect(events).toEqual(['The gateway was replaced by the one of this version.'])
    await second.gateway.setRoutes(aTable([]))
    expect((await ask(config.httpPort, {})).status).toBe(404)
    second.detach()
  })

  it('lets a page end that takes long, and closes WebSockets after that', async () => {
    const slow = ask(config.httpPort, { path: '/slow' })
    await waitUntil('the page is being made', () => held.length === 1)
    const socket = new WebSocket(`ws://127.0.0.1:${config.httpPort}/live`, { headers: { Host: 'one.localhost' } })
    await once(socket, 'open')
    const order: string[] = []
    const closed = once(socket, 'close').then(() => order.push('socket closed'))
    const replacing = superviseGateway(optionsOf('new'))
    await waitUntil('the new one is there', async () => (await buildOf()) === 'new')
    socket.send('still here')
    expect(String((await once(socket, 'message'))[0])).toBe('heard still here')
    held[0]?.()
    await slow.then(({ body }) => order.push(body))
    await closed
    expect(order).toEqual(['served', 'socket closed'])
    ;(await replacing).detach()
    const again = new WebSocket(`ws://127.0.0.1:${config.httpPort}/live`, { headers: { Host: 'one.localhost' } })
    await once(again, 'open')
    again.terminate()
  })

  it('lets go who was held, as nobody else would', async () => {
    await new ControlClient(config.controlSocket).hold('iaaaaaaaa' as never, { drainMs: 100, maxHoldMs: 60_000 })
    const waiting = ask(config.httpPort, {})
    await waitUntil('it waits', async () => (await new ControlClient(config.controlSocket).activity())[0]?.requests === 1)
    ;(await superviseGateway(optionsOf('new'))).detach()
    expect((await waiting).body).toBe('served')
  })

  it.each([
    ['does not start', ['-e', 'process.exit(3)']],
    ['says nonsense', ['-e', 'console.log("{}")']],
  ])('goes on when the new one %s, and the manager is told', async (_, args) => {
    const busy = visitor('GET', true)
    const second = await superviseGateway(optionsOf('new', { command: [process.execPath, ...args] }))
    expect([await pidOf(), await buildOf()]).toEqual([firstPid, 'old'])
    expect(events).toEqual([
      expect.stringContaining('The gateway of another version goes on, because the one of this version did not start'),
    ])
    expect(await second.gateway.activity()).toMatchObject([{ instanceId: 'iaaaaaaaa' }])
    await busy.stop()
    second.detach()
  })

  it('that hangs is ended after a while, and another one serves', async () => {
    process.kill(firstPid, 'SIGSTOP')
    const second = await superviseGateway(optionsOf('new'))
    expect([await buildOf(), firstIsGone(), second.wasAdopted]).toEqual(['new', true, false])
    expect((await ask(config.httpPort, {})).body).toBe('served')
    expect(events).toEqual(['The gateway does not answer. It is ended, and started again.'])
    second.detach()
  })

  it('that hangs when it should leave is ended', async () => {
    const slow = request({ port: config.httpPort, path: '/slow', headers: { Host: 'one.localhost' } }).end()
    const broken = once(slow, 'error')
    await waitUntil('the page is being made', () => held.length === 1)
    const replacing = superviseGateway(optionsOf('new'))
    await waitUntil('the new one is there', async () => (await buildOf()) === 'new')
    process.kill(firstPid, 'SIGSTOP')
    ;(await replacing).detach()
    expect(firstIsGone()).toBe(true)
    await broken
    expect((await ask(config.httpPort, {})).body).toBe('served')
  })
})

it('a gateway of the same build is left alone', async () => {
  const second = await superviseGateway(optionsOf('old'))
  expect([await pidOf(), second.wasAdopted, events]).toEqual([firstPid, true, []])
  second.detach()
})
