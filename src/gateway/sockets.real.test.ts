import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { Route } from '../domain/gateway.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { mintAdminCookie, toCookieKey } from '../otree/cookie.ts'
import { startTestGateway, startTestUpstream, type TestGateway, type TestUpstream } from './test-gateway.ts'
import { aRoute, aTable } from './test-routes.ts'

const key = toCookieKey('secret', 'password')
let gateway: TestGateway
let upstream: TestUpstream
let sockets: WebSocketServer
let asked: IncomingMessage[]
const open: WebSocket[] = []

beforeEach(async () => {
  asked = []
  upstream = await startTestUpstream((_, response) => response.end())
  sockets = new WebSocketServer({ server: upstream.server })
  sockets.on('connection', (socket, request) => {
    asked.push(request)
    socket.on('message', (message, isBinary) => socket.send(message, { binary: isBinary }))
  })
  gateway = await startTestGateway(aTable([route({})]))
})
afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate()
  await gateway.stop()
  sockets.close()
  upstream.stop()
})

const route = (changes: Partial<Route>): Route => aRoute('one', { upstream: upstream.endpoint, cookieKey: key, ...changes })
const activity = () => gateway.traffic.activity()[0]

function dial(path: string, headers: Record<string, string> = {}): WebSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${gateway.port}${path}`, { headers: { Host: 'one.localhost', ...headers } })
  socket.on('error', () => {})
  open.push(socket)
  return socket
}

/** The status with which the gateway refused, or 101. */
async function statusOf(path: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = dial(path, headers)
  const { promise, resolve } = Promise.withResolvers<number>()
  socket.once('open', () => resolve(101)).once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
  return promise
}

describe('a WebSocket', () => {
  it('carries messages both ways, whatever their size', async () => {
    const socket = dial('/live?x=1')
    await once(socket, 'open')
    for (const size of [1, 1_000, 1_000_000]) {
      socket.send(Buffer.alloc(size, 7))
      const [message] = (await once(socket, 'message')) as [Buffer]
      expect(message.length).toBe(size)
    }
  })

  it('comes with the address that the browser sees, and only the instance’s own cookie', async () => {
    const socket = dial('/live?x=1', { Cookie: 'otm-ione=a.b.c; otm-itwo=d.e.f', 'X-Forwarded-For': '1.2.3.4' })
    await once(socket, 'open')
    expect(asked[0]?.url).toBe('/live?x=1')
    expect(asked[0]?.headers).toMatchObject({ host: 'one.localhost', cookie: 'session=a.b.c', 'x-forwarded-proto': 'http' })
    expect(asked[0]?.headers).not.toHaveProperty('x-forwarded-for')
  })

  it.each([
    ['http://one.localhost:8000', 101],
    ['http://two.localhost:8000', 403],
    ['null', 403],
  ])('of a page of %s gets %d', async (origin, status) => expect(await statusOf('/live', { Origin: origin })).toBe(status))

  it('that ends on one side ends on the other', async () => {
    const socket = dial('/live')
    await once(socket, 'open')
    const [atUpstream] = [...sockets.clients]
    atUpstream?.terminate()
    await once(socket, 'close')
    await waitUntil('nobody is counted', () => activity()?.participantSockets === 0)
  })

  it('that the upstream refuses is refused with the same status', async () => {
    upstream.server.removeAllListeners('upgrade')
    upstream.server.on('upgrade', (_, socket) => socket.end('HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\n\r\n'))
    expect(await statusOf('/live')).toBe(418)
  })
})

describe('doors', () => {
  const admin = (): Record<string, string> => ({ Cookie: `otm-ione=${mintAdminCookie(key)}` })

  it.each([
    '/export',
    '/create_session',
    '/delete_sessions',
    '/session_monitor/abc',
    '/room_without_session/econ',
    '/%65xport',
    '/export%0a',
  ])('%s is shut to strangers and open to the admin', async (path) => {
    expect(await statusOf(path)).toBe(403)
    expect(await statusOf(path, { Cookie: 'otm-ione=a.b.c' })).toBe(403)
    expect(await statusOf(path, { Cookie: `otm-itwo=${mintAdminCookie(key)}` })).toBe(403)
    expect(await statusOf(path, admin())).toBe(101)
  })

  it('stay shut to everybody while the key is not known', async () => {
    gateway.traffic.setTable(aTable([route({ cookieKey: null })]))
    expect(await statusOf('/export', admin())).toBe(403)
  })

  it('of browser bots are shut to the admin, too', async () => expect(await statusOf('/browser_bot_wait', admin())).toBe(403))

  it('that oTree opens in DEMO mode are open then', async () => {
    gateway.traffic.setTable(aTable([route({ authLevel: 'DEMO' })]))
    expect(await statusOf('/create_demo_session')).toBe(101)
    expect(await statusOf('/delete_sessions')).toBe(403)
  })
})

describe('counting', () => {
  it('tells participants from admins, and never who', async () => {
    const participants = [dial('/auto_advance?a'), dial('/wait_page?b'), dial('/wait_for_session_in_room?room_name=econ')]
    const admins = [dial('/session_monitor/abc', { Cookie: `otm-ione=${mintAdminCookie(key)}` })]
    await Promise.all([...participants, ...admins].map((socket) => once(socket, 'open')))
    await waitUntil('all are counted', () => activity()?.participantSockets === 3 && activity()?.adminSockets === 1)
    expect(activity()).toMatchObject({ instanceId: 'ione', requests: 4, errors: 0 })
    for (const socket of participants) socket.close()
    await waitUntil('those who left are not', () => activity()?.participantSockets === 0)
  })
})

describe('a hold', () => {
  it('closes WebSockets at the upstream before it is over, and new ones wait for the end', async () => {
    const socket = dial('/wait_page')
    await once(socket, 'open')
    const closedAtBrowser = once(socket, 'close')
    let isClosedAtUpstream = false
    for (const client of sockets.clients) client.on('close', () => (isClosedAtUpstream = true))
    const instance = gateway.traffic.findInstance('ione')
    await instance?.hold({ drainMs: 1_000, maxHoldMs: 30_000 })
    expect(isClosedAtUpstream).toBe(true)
    await closedAtBrowser
    const again = dial('/wait_page')
    await waitUntil('the new one waits', () => activity()?.requests === 2)
    expect(again.readyState).toBe(WebSocket.CONNECTING)
    instance?.release()
    await once(again, 'open')
  })

  it('does not wait for ever for an upstream that does not close', async () => {
    const socket = dial('/wait_page')
    await once(socket, 'open')
    for (const client of sockets.clients) client.pause()
    const drained = await gateway.traffic.findInstance('ione')?.hold({ drainMs: 100, maxHoldMs: 30_000 })
    expect(drained).toBe(true)
    expect(activity()?.participantSockets).toBe(0)
  })
})

it('WebSockets of pages that are open at a former address are served there', async () => {
  gateway.traffic.setTable(aTable([aRoute('two', { upstream: upstream.endpoint, formerHosts: ['one.localhost'] })]))
  expect(await statusOf('/wait_page', { Origin: 'http://one.localhost:8000' })).toBe(101)
  expect(await statusOf('/wait_page', { Origin: 'http://two.localhost:8000' })).toBe(101)
  expect(await statusOf('/wait_page', { Origin: 'http://three.localhost:8000' })).toBe(403)
})

it('WebSockets move when the upstream changes, and stay when it does not', async () => {
  const socket = dial('/wait_page')
  await once(socket, 'open')
  gateway.traffic.setTable(aTable([route({ tellAddresses: true }), aRoute('two')]))
  socket.send('still here')
  await once(socket, 'message')
  const closed = once(socket, 'close')
  const other = await startTestUpstream((_, response) => response.end())
  gateway.traffic.setTable(aTable([route({ upstream: other.endpoint })]))
  await closed
  other.stop()
})
