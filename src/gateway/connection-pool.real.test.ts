import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { waitUntil } from '../lib/wait-until.ts'
import { ConnectionPool, type Ticket, tooSlowCode } from './connection-pool.ts'
import { startTestUpstream, type TestUpstream } from './test-gateway.ts'

let upstream: TestUpstream
let waiting: { readonly path: string; readonly response: ServerResponse }[]
let outcomes: string[]

beforeEach(async () => {
  waiting = []
  outcomes = []
  upstream = await startTestUpstream((request, response) => waiting.push({ path: request.url ?? '', response }))
})
afterEach(() => upstream.stop())

const run = (pool: ConnectionPool, path: string, needsFresh = false): Ticket =>
  pool.run({
    method: 'GET',
    head: `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`,
    body: null,
    needsFresh,
    onHead: ({ status }) => outcomes.push(`${path} ${status}`),
    onBody: () => undefined,
    onEnd: () => outcomes.push(`${path} end`),
    onError: (error, isUsed) => outcomes.push(`${path} ${error.code} ${isUsed ? 'used' : 'new'}`),
  })
const arrived = (count: number): Promise<boolean> => waitUntil(`${count} arrived`, () => waiting.length === count)
const connections = (): Promise<number> => new Promise((resolve) => upstream.server.getConnections((_, count) => resolve(count)))

it('no more than allowed go at once; the others follow in order, on the same connections', async () => {
  const pool = new ConnectionPool(upstream.endpoint, { maxActive: 2 })
  for (const path of ['/1', '/2', '/3', '/4']) run(pool, path)
  await arrived(2)
  for (let n = 0; n < 4; n++) {
    await arrived(Math.min(4, n + 2))
    waiting[n]?.response.end('done')
  }
  await waitUntil('all are over', () => outcomes.filter((text) => text.endsWith('end')).length === 4)
  expect(waiting.slice(2).map(({ path }) => path)).toEqual(['/3', '/4'])
  expect(await connections()).toBe(2)
})

it('one that is given up while it waits never goes, and one that runs makes room', async () => {
  const pool = new ConnectionPool(upstream.endpoint, { maxActive: 1 })
  const first = run(pool, '/1')
  const second = run(pool, '/2')
  run(pool, '/3')
  await arrived(1)
  second.cancel()
  first.cancel()
  await arrived(2)
  expect(waiting[1]?.path).toBe('/3')
  expect(outcomes).toEqual([])
})

it('those who wait for their browser leave their place to others', async () => {
  const pool = new ConnectionPool(upstream.endpoint, { maxActive: 1 })
  const slow = run(pool, '/slow')
  run(pool, '/2')
  await arrived(1)
  slow.pause()
  await arrived(2)
  slow.resume()
  waiting[1]?.response.end()
  await waitUntil('the other is over', () => outcomes.includes('/2 end'))
  run(pool, '/3')
  waiting[0]?.response.end()
  await arrived(3)
  expect(outcomes).toEqual(expect.arrayContaining(['/2 end', '/slow end']))
})

it('of too many who wait for their browser, one is broken off and told', async () => {
  const pool = new ConnectionPool(upstream.endpoint, { maxActive: 2, maxSlow: 1 })
  const tickets = ['/slow', '/newer'].map((path) => run(pool, path))
  await arrived(2)
  for (const ticket of tickets) ticket.pause()
  expect(outcomes.filter((text) => text.includes(tooSlowCode))).toEqual([`/slow ${tooSlowCode} new`])
  await waitUntil('its connection is closed', async () => (await connections()) === 1)
})

it('a ticket of the past does nothing to whoever has the connection now', async () => {
  const pool = new ConnectionPool(upstream.endpoint, { maxActive: 1 })
  const first = run(pool, '/1')
  await arrived(1)
  waiting[0]?.response.end()
  await waitUntil('it is over', () => outcomes.includes('/1 end'))
  run(pool, '/2')
  await arrived(2)
  first.cancel()
  first.pause()
  waiting[1]?.response.end()
  await waitUntil('the second is over', () => outcomes.includes('/2 end'))
  expect(await connections()).toBe(1)
})

it('a retired pool lets those in use end, and keeps no connection', async () => {
  const pool = new ConnectionPool(upstream.endpoint, { maxActive: 2 })
  run(pool, '/1')
  await arrived(1)
  pool.retire()
  waiting[0]?.response.end()
  await waitUntil('it is over and gone', async () => outcomes.includes('/1 end') && (await connections()) === 0)
})

it('says whether a connection that broke had served before', async () => {
  const pool = new ConnectionPool(upstream.endpoint, { maxActive: 1 })
  run(pool, '/1')
  await arrived(1)
  waiting[0]?.response.end()
  await waitUntil('it is over', () => outcomes.includes('/1 end'))
  run(pool, '/2')
  await arrived(2)
  waiting[1]?.response.socket?.destroy()
  await waitUntil('it broke', () => outcomes.includes('/2 ECONNRESET used'))
  run(pool, '/3')
  await arrived(3)
  waiting[2]?.response.socket?.destroy()
  await waitUntil('it broke', () => outcomes.includes('/3 ECONNRESET new'))
})

it('what must not be sent twice gets a connection of its own', async () => {
  const pool = new ConnectionPool(upstream.endpoint, { maxActive: 2 })
  run(pool, '/1')
  await arrived(1)
  waiting[0]?.response.end()
  await waitUntil('it is over', () => outcomes.includes('/1 end'))
  run(pool, '/2', true)
  await arrived(2)
  expect(await connections()).toBe(2)
  pool.closeIdle()
  await waitUntil('the idle one is closed', async () => (await connections()) === 1)
})

it('nobody there is an error at once', async () => {
  run(new ConnectionPool({ socketPath: '/nonexistent/web' }, { maxActive: 1 }), '/1')
  await waitUntil('it is told', () => outcomes.includes('/1 ENOENT new'))
})
