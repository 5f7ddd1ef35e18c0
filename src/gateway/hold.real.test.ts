import { mkdtemp, rm } from 'node:fs/promises'
import { type RequestListener, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Route } from '../domain/gateway.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { ask, startTestGateway, startTestUpstream, type TestGateway, type TestUpstream } from './test-gateway.ts'
import { aRoute, aTable } from './test-routes.ts'

const id = 'ione'
let gateway: TestGateway
let old: TestUpstream
let young: TestUpstream
const answers: Record<'old' | 'young', RequestListener> = {
  old: (_, response) => response.end('old'),
  young: (_, response) => response.end('young'),
}
const defaults = { ...answers }

beforeEach(async () => {
  Object.assign(answers, defaults)
  old = await startTestUpstream((incoming, response) => answers.old(incoming, response))
  young = await startTestUpstream((incoming, response) => answers.young(incoming, response))
  gateway = await startTestGateway(aTable([aRoute('one', { upstream: old.endpoint })]))
})
afterEach(async () => {
  await gateway.stop()
  old.stop()
  young.stop()
})

const setRoute = (changes: Partial<Route>): void => gateway.traffic.setTable(aTable([aRoute('one', changes)]))
const hold = (drainMs = 5_000, maxHoldMs = 30_000): Promise<boolean> | undefined =>
  gateway.traffic.findInstance(id)?.hold({ drainMs, maxHoldMs })
const release = (): void => gateway.traffic.findInstance(id)?.release()
const requests = (): number => gateway.traffic.activity()[0]?.requests ?? 0

describe('a hold', () => {
  it('lets the request in flight end at the old process, and those that come meanwhile go to the new one, in order', async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<() => void>()
    answers.old = (incoming, response) => {
      if (incoming.method === 'HEAD') response.end()
      else arrive(() => response.end('old'))
    }
    const order: string[] = []
    answers.young = (incoming, response) => {
      order.push(incoming.url ?? '')
      response.end('young')
    }
    const inFlight = ask(gateway.port, {})
    const finishOld = await arrived
    const held = hold()
    const late: Promise<{ body: string }>[] = []
    for (const number of [1, 2, 3]) {
      late.push(ask(gateway.port, { path: `/${number}`, method: 'POST', body: 'x=1' }))
      await waitUntil('it waits', () => requests() === 1 + number)
    }
    finishOld()
    expect(await held).toBe(true)
    expect((await inFlight).body).toBe('old')
    expect(order).toEqual([])
    setRoute({ upstream: young.endpoint })
    release()
    expect((await Promise.all(late)).map(({ body }) => body)).toEqual(['young', 'young', 'young'])
    expect(order).toEqual(['/1', '/2', '/3'])
  })

  it('says that not everything ended in time', async () => {
    answers.old = () => {}
    request({ port: gateway.port, headers: { Host: 'one.localhost' } })
      .on('error', () => undefined)
      .end()
    await waitUntil('the request is in flight', () => requests() === 1)
    await sleep(20)
    expect(await hold(50)).toBe(false)
  })

  it('closes the idle connections to the old process, which could not end before', async () => {
    await ask(gateway.port, {})
    await hold()
    await waitUntil(
      'no connection is left',
      () => new Promise<boolean>((resolve) => old.server.getConnections((_, count) => resolve(count === 0))),
      { timeoutMs: 1_500 }, // idle ones are closed after two seconds anyway
    )
  })

  it('does not read bodies before somebody takes them', async () => {
    await hold()
    const posting = request({ port: gateway.port, method: 'POST', headers: { Host: 'one.localhost', 'Transfer-Encoding': 'chunked' } })
    posting.on('error', () => {})
    let taken = 0
    const block = Buffer.alloc(65_536)
    while (taken < 50_000_000 && posting.write(block)) taken += block.length
    posting.on('drain', () => {
      while (taken < 50_000_000 && posting.write(block)) taken += block.length
    })
    await waitUntil('it waits', () => requests() === 1)
    await sleep(200)
    expect(taken).toBeLessThan(20_000_000)
    posting.destroy()
  })

  it('ends by itself; visitors then go to the upstream that there is', async () => {
    await hold(1_000, 200)
    expect(await ask(gateway.port, {})).toMatchObject({ status: 200, body: 'old' })
  })

  it('ends by itself with a page when there is none', async () => {
    await hold(1_000, 3_000)
    const waiting = ask(gateway.port, {})
    await waitUntil('it waits', () => requests() === 1)
    setRoute({ upstream: null, state: 'starting' })
    const { status, body, headers } = await waiting
    expect(status).toBe(503)
    expect(body).toContain('is starting')
    expect(headers['retry-after']).toBe('1')
  })

  it('forgets visitors who hang up', async () => {
    await hold()
    let served = 0
    answers.old = (_, response) => {
      served++
      response.end()
    }
    const asking = request({ port: gateway.port, headers: { Host: 'one.localhost' } })
    asking.on('error', () => {}).end()
    await waitUntil('it waits', () => requests() === 1)
    asking.destroy()
    await waitUntil('it is gone', () => gateway.traffic.open.size === 0)
    release()
    await ask(gateway.port, {})
    expect(served).toBe(1)
  })

  it('of one instance concerns no other', async () => {
    gateway.traffic.setTable(aTable([aRoute('one', { upstream: old.endpoint }), aRoute('two', { upstream: young.endpoint })]))
    await hold()
    expect(await ask(gateway.port, { host: 'two.localhost' })).toMatchObject({ body: 'young' })
  })

  it('is over for visitors of an instance that is removed meanwhile', async () => {
    await hold()
    const waiting = ask(gateway.port, {})
    await waitUntil('it waits', () => requests() === 1)
    gateway.traffic.setTable(aTable([]))
    expect((await waiting).status).toBe(404)
  })
})

describe('an instance that should answer and does not', () => {
  it('is waited for: until it listens again at the same place', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'otm-gap-'))
    const socketPath = join(directory, 'o.sock')
    setRoute({ upstream: { socketPath } })
    const waiting = Promise.all([ask(gateway.port, {}), ask(gateway.port, { method: 'POST', body: 'x=1' })])
    await waitUntil('they wait', () => requests() === 2)
    await sleep(50)
    old.server.close()
    await new Promise<void>((resolve) => old.server.listen(socketPath, resolve))
    expect((await waiting).map(({ status }) => status)).toEqual([200, 200])
    await rm(directory, { recursive: true })
  })

  it('is waited for: until the manager names another place', async () => {
    old.stop()
    const waiting = ask(gateway.port, { method: 'POST', body: 'x=1' })
    await waitUntil('it waits', () => requests() === 1)
    await sleep(50)
    setRoute({ upstream: young.endpoint })
    expect((await waiting).body).toBe('young')
  })

  it('is waited for while it starts, and has no place yet', async () => {
    setRoute({ upstream: null, state: 'starting' })
    const waiting = ask(gateway.port, {})
    await waitUntil('it waits', () => requests() === 1)
    setRoute({ upstream: young.endpoint, state: 'ready' })
    expect((await waiting).body).toBe('young')
  })

  it('is not waited for any more when the manager says that it failed', async () => {
    old.stop()
    const waiting = ask(gateway.port, {})
    await waitUntil('it waits', () => requests() === 1)
    await sleep(50)
    setRoute({ upstream: null, state: 'failed' })
    const { status, body } = await waiting
    expect(status).toBe(503)
    expect(body).toContain('tell the person who runs this study')
  })
})

it.each([
  ['ready-for-deployment', 503, 'no study has been put here yet'],
  ['stopped', 503, 'not open at the moment'],
  ['failed', 503, 'tell the person who runs this study'],
  ['trashed', 404, 'no study at this address'],
] as const)('an instance that is %s answers %d', async (state, status, text) => {
  setRoute({ upstream: null, state })
  const page = await ask(gateway.port, {})
  expect(page.status).toBe(status)
  expect(page.body).toContain(text)
})

it('a table that changes nothing touches nothing', async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<() => void>()
  answers.old = (_, response) => arrive(() => response.end('old'))
  const inFlight = ask(gateway.port, {})
  const finish = await arrived
  for (let n = 0; n < 3; n++) setRoute({ upstream: { ...old.endpoint } })
  finish()
  expect((await inFlight).body).toBe('old')
  expect(requests()).toBe(1)
})
