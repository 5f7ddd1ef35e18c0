import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { Route } from '../domain/gateway.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { ask, startTestGateway, startTestUpstream, type TestGateway, type TestUpstream } from './test-gateway.ts'
import { aRoute, aTable } from './test-routes.ts'

const asPerson = { headers: { Accept: 'text/html,*/*;q=0.8', 'Accept-Language': 'en' } }
let gateway: TestGateway
let upstream: TestUpstream
let calls: string[]

beforeEach(async () => {
  calls = []
  upstream = await startTestUpstream((incoming, response) => response.end(`${incoming.method} served`))
  gateway = await startTestGateway(aTable([aRoute('one', { state: 'asleep' })]))
  gateway.traffic.onCall((id) => calls.push(id))
})
afterEach(async () => {
  await gateway.stop()
  upstream.stop()
})

const setRoute = (changes: Partial<Route>): void => gateway.traffic.setTable(aTable([aRoute('one', changes)]))
const isCalled = () => waitUntil('it is called', () => calls.length > 0)
/** As when it wakes. */
function wake(): void {
  setRoute({ state: 'starting' })
  setRoute({ state: 'ready', upstream: upstream.endpoint })
}

describe('whoever comes to an instance that sleeps', () => {
  it('calls for it, waits, and is served', async () => {
    const asked = ['GET', 'POST', 'PUT'].map((method) => ask(gateway.port, { method, ...(method === 'GET' ? {} : { body: 'x=1' }) }))
    await isCalled()
    expect(calls).toEqual(['ione'])
    wake()
    expect((await Promise.all(asked)).map(({ body }) => body)).toEqual(['GET served', 'POST served', 'PUT served'])
  })

  it('is served a page that was just asked for, without another one before it', async () => {
    const asked = ask(gateway.port, asPerson)
    await isCalled()
    wake()
    expect(await asked).toMatchObject({ status: 200, body: 'GET served' })
  })

  it('reads after a second that it starts, and the page loads itself again', async () => {
    const answer = await ask(gateway.port, asPerson)
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
    expect(answer.body).toContain('The study is starting')
    expect(answer.body).toContain('http-equiv="refresh" content="1"')
  })

  it('does not lose what they send, however long it takes', async () => {
    const sent = ask(gateway.port, {
      method: 'POST',
      body: 'answer=5',
      headers: { ...asPerson.headers, Origin: 'http://one.localhost:8000' },
    })
    expect(await ask(gateway.port, asPerson)).toMatchObject({ status: 503 })
    wake()
    expect(await sent).toMatchObject({ status: 200, body: 'POST served' })
  })

  it('gets a WebSocket', async () => {
    const sockets = new WebSocketServer({ server: upstream.server })
    const socket = new WebSocket(`ws://127.0.0.1:${gateway.port}/room`, { headers: { Host: 'one.localhost' } })
    await isCalled()
    wake()
    await once(socket, 'open')
    socket.close()
    await once(socket, 'close')
    sockets.close()
  })

  it('calls again when they come again', async () => {
    await ask(gateway.port, asPerson)
    const again: ReturnType<typeof ask>[] = []
    const callsAgain = (): boolean => {
      again.push(ask(gateway.port, asPerson))
      return calls.length >= 2
    }
    await waitUntil('it is called again', callsAgain, { intervalMs: 300 })
    wake()
    expect(await again.at(-1)).toMatchObject({ status: 200 })
    await Promise.all(again)
  })

  it.each(['failed', 'stopped'] as const)('is told at once that it is %s, when that came of it', async (state) => {
    const asked = ask(gateway.port, asPerson)
    await isCalled()
    setRoute({ state: 'starting' })
    setRoute({ state })
    expect(await asked).toMatchObject({ status: 503, body: expect.stringContaining(state === 'failed' ? 'does not work' : 'Not open') })
  })

  it('calls for nothing where they may not go, and as a stranger of another website', async () => {
    const foreign = { method: 'POST', body: 'x=1', headers: { Origin: 'http://elsewhere.example' } }
    expect(await ask(gateway.port, foreign)).toMatchObject({ status: 403 })
    expect(await ask(gateway.port, { path: '/ExportChat' })).toMatchObject({ status: 403 })
    expect(calls).toEqual([])
  })
})

it('who listens later is told of those who wait already, and of no others', async () => {
  const asked = ask(gateway.port, { method: 'POST', body: 'x=1' })
  await isCalled()
  const late: string[] = []
  const stop = gateway.traffic.onCall((id) => late.push(id))
  expect(late).toEqual(['ione'])
  stop()
  wake()
  await asked
  gateway.traffic.onCall((id) => late.push(id))
  expect(late).toEqual(['ione'])
})
