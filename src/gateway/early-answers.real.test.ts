import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Endpoint } from '../domain/engine.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { ask, startTestGateway, type TestGateway } from './test-gateway.ts'
import { aRoute, aTable } from './test-routes.ts'

const piece = Buffer.alloc(1_000_000, 'body')
const pieces = 50
/** The gateway waits for all of what is shorter, so nobody answers that early. */
const longBytes = 70_000
const page = 'x'.repeat(20_000)
const toAnswer = (...headers: string[]): string =>
  ['HTTP/1.1 413 Too Large', `Content-Length: ${page.length}`, ...headers, '', page].join('\r\n')

/** What the upstream does with a connection when the first bytes of a request are there; it reads no more than it says. */
type Conduct = (socket: Socket) => void
let conduct: Conduct
let directory: string
let connections: Set<Socket>
const servers: Server[] = []
let endpoints: readonly Endpoint[]
const upstreams = [
  ['Unix socket', 'one.localhost'],
  ['port', 'two.localhost'],
] as const
let gateway: TestGateway

const takeIn = (socket: Socket): void => {
  connections.add(socket)
  socket.on('error', () => undefined).on('close', () => connections.delete(socket))
  socket.once('data', () => conduct(socket.pause()))
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-early-'))
  for (const place of [join(directory, 'web'), 0]) servers.push(createServer({ allowHalfOpen: true }, takeIn).listen(place))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const address = servers[1]?.address()
  endpoints = [{ socketPath: join(directory, 'web') }, { host: '127.0.0.1', port: typeof address === 'object' ? (address?.port ?? 0) : 0 }]
})
afterAll(async () => {
  for (const server of servers) server.close()
  await rm(directory, { recursive: true })
})

beforeEach(async () => {
  connections = new Set()
  const routes = endpoints.map((upstream, index) => aRoute(index === 0 ? 'one' : 'two', { upstream }))
  gateway = await startTestGateway(aTable(routes, join(directory, 'web')))
})
afterEach(async () => {
  for (const socket of connections) socket.destroy()
  await gateway.stop()
})

interface Sent {
  readonly status: string
  readonly closes: boolean
  /** `whole`: all of `page`. */
  readonly body: string
}

interface Sending {
  readonly host: string
  readonly isChunked: boolean
}

/** A client that looks at the answer when it has sent everything, as many programs do. */
async function send({ host, isChunked }: Sending): Promise<Sent> {
  const socket = connect(gateway.port, '127.0.0.1').pause()
  socket.write(`POST /upload HTTP/1.1\r\nHost: ${host}\r\n`)
  socket.write(isChunked ? 'Transfer-Encoding: chunked\r\n\r\n' : `Content-Length: ${pieces * piece.length}\r\n\r\n`)
  const frame = Buffer.from(`${piece.length.toString(16)}\r\n`)
  for (let sent = 0; sent < pieces; sent++) await write(socket, isChunked ? Buffer.concat([frame, piece, Buffer.from('\r\n')]) : piece)
  if (isChunked) await write(socket, Buffer.from('0\r\n\r\n'))
  const [head = '', ...rest] = (await receive(socket)).split('\r\n\r\n')
  const body = rest.join('').replace(/^4e20\r\n(x+)\r\n0$/, '$1') // one chunk of 20,000 bytes, where the length was not known
  return { status: head.slice(9, 12), closes: /^connection: close$/im.test(head), body: body === page ? 'whole' : body }
}

const write = async (socket: Socket, bytes: Buffer): Promise<void> => {
  if (!socket.write(bytes)) await once(socket, 'drain')
}

/** An answer: to the end of the connection, or, on one that stays, to its own. */
async function receive(socket: Socket): Promise<string> {
  let received = ''
  for await (const bytes of socket.setEncoding('latin1')) {
    received += bytes
    if (!/^connection: close$/im.test(received) && received.endsWith(page)) return received
  }
  return received
}

const countBrowsers = (): Promise<number> => new Promise((resolve) => gateway.server.getConnections((_, count) => resolve(count)))
/** An upstream that reads on finds out whether the gateway has hung up. */
const nothingIsLeft = (): Promise<unknown> => {
  for (const socket of connections) socket.on('end', () => socket.end()).resume()
  return waitUntil('no connection is left', async () => connections.size === 0 && (await countBrowsers()) === 0)
}
/** Sockets and pipes of this process, in which clients, gateway and upstreams live. */
const openDescriptors = async (): Promise<number> => (await readdir('/proc/self/fd')).length

/** Leaves the rest of the body unread, so that the system resets the connection. */
const reset = (socket: Socket): void => void (socket.remoteAddress === undefined ? socket.destroy() : socket.resetAndDestroy())
const inHalves = (socket: Socket): void => {
  socket.write(toAnswer().slice(0, 10_000), () => setImmediate(() => socket.write(toAnswer().slice(10_000), () => reset(socket))))
}

const early: readonly { readonly how: string; readonly act: Conduct; readonly closes: boolean }[] = [
  { how: 'on a connection that stays open', act: (socket) => socket.write(toAnswer()), closes: false },
  { how: 'that announces the end, and ends', act: (socket) => socket.end(toAnswer('Connection: close')), closes: true },
  { how: 'and a reset', act: (socket) => socket.write(toAnswer('Connection: close'), () => reset(socket)), closes: true },
  {
    how: 'of an unknown length, and a reset',
    act: (socket) => socket.write(`HTTP/1.1 413 Too Large\r\n\r\n${page}`, () => reset(socket)),
    closes: true,
  },
  { how: 'in two halves, and a reset', act: inHalves, closes: false },
]

const senders = upstreams.flatMap(([kind, host]) => [false, true].map((isChunked) => ({ kind, host, isChunked })))

describe.each(senders)('before the end of 50 MB to a $kind (chunked: $isChunked)', (sending) => {
  it.each(early)('an answer $how arrives whole', async ({ act, closes }) => {
    conduct = act
    expect(await send(sending)).toEqual({ status: '413', closes, body: 'whole' })
    await nothingIsLeft()
  })

  it.each<readonly [string, Conduct]>([
    ['without an answer', reset],
    ['within the head of an answer', (socket) => socket.write(toAnswer().slice(0, 30), () => reset(socket))],
  ])('a reset %s gives the page of a broken answer', async (_, act) => {
    conduct = act
    expect(await send(sending)).toMatchObject({ status: '502', closes: true, body: expect.stringContaining('<title>') })
    await nothingIsLeft()
  })
})

it('a reset within an answer is seen as one that broke off', async () => {
  conduct = (socket) => socket.write(toAnswer().slice(0, 10_000), () => reset(socket))
  await expect(send({ host: 'one.localhost', isChunked: false })).rejects.toThrow(/ECONNRESET|EPIPE/)
  await nothingIsLeft()
})

it('the manager’s early answer arrives, and without one its page', async () => {
  conduct = (socket) => socket.write(toAnswer('Connection: close'), () => reset(socket))
  expect(await send({ host: 'localhost', isChunked: false })).toMatchObject({ status: '413', body: 'whole' })
  conduct = reset
  expect(await send({ host: 'localhost', isChunked: false })).toMatchObject({ status: '503', closes: true })
})

it('after any of them, pages come over connections that are whole, and nothing has leaked', async () => {
  const before = await openDescriptors()
  for (const { act } of early)
    for (let round = 0; round < 5; round++) {
      conduct = act
      await send({ host: 'one.localhost', isChunked: round % 2 === 0 })
      conduct = (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine')
      expect(await ask(gateway.port, {})).toMatchObject({ status: 200, body: 'fine' })
    }
  await nothingIsLeft()
  await waitUntil('all descriptors are closed', async () => (await openDescriptors()) <= before)
})

it('who goes on for too long with a body that was answered is cut off', async () => {
  await gateway.stop()
  gateway = await startTestGateway(aTable([aRoute('one', { upstream: { socketPath: join(directory, 'web') } })]), { lingerMs: 2_000 })
  conduct = (socket) => socket.end(toAnswer('Connection: close'))
  const socket = connect(gateway.port, '127.0.0.1')
  const more = `${longBytes.toString(16)}\r\n${'x'.repeat(longBytes)}\r\n`
  socket.write(`POST / HTTP/1.1\r\nHost: one.localhost\r\nTransfer-Encoding: chunked\r\n\r\n${more}`)
  const dripping = setInterval(() => socket.write('1\r\nx\r\n'), 20)
  const closed = once(
    socket.on('error', () => undefined),
    'close',
  )
  expect((await text(socket)).endsWith(page)).toBe(true)
  await closed
  clearInterval(dripping)
  await nothingIsLeft()
})

it('what follows an answered body on its connection is not served', async () => {
  let asked = 0
  conduct = (socket) => {
    asked++
    socket.end(toAnswer('Connection: close'))
  }
  const socket = connect(gateway.port, '127.0.0.1')
  const received = text(socket)
  socket.write(`POST / HTTP/1.1\r\nHost: one.localhost\r\nContent-Length: ${longBytes}\r\n\r\nhe`)
  await waitUntil('it is answered', () => socket.bytesRead > page.length)
  socket.end(`${'x'.repeat(longBytes - 2)}GET / HTTP/1.1\r\nHost: one.localhost\r\n\r\n`)
  expect((await received).match(/HTTP\/1\.1/g)).toHaveLength(1)
  expect(asked).toBe(1)
})
