import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { openTestApi, type TestApi } from '../../../test/support/test-api.ts'
import type { ManagerEvent } from '../../domain/events.ts'
import { waitUntil } from '../../lib/wait-until.ts'
import type { LiveEvent } from '../contract/live.ts'

let api: TestApi
const bearers: Record<string, string> = {}
beforeAll(async () => {
  api = await openTestApi()
  bearers.super = await api.person('super', 'super-user')
  bearers.berta = await api.person('berta')
  bearers.carl = await api.person('carl')
  bearers.token = await api.token('berta', 'read')
})
afterAll(() => api.close())

interface Listener {
  readonly socket: WebSocket
  readonly heard: LiveEvent[]
  readonly closed: Promise<number>
}

async function listen(token?: string, headers: Record<string, string> = {}, app = api.app): Promise<Listener> {
  const heard: LiveEvent[] = []
  const { promise: closed, resolve } = Promise.withResolvers<number>()
  const onInit = (socket: WebSocket): void => {
    socket.on('close', resolve)
    socket.on('message', (data) => heard.push(JSON.parse(String(data))))
  }
  const socket = await app.injectWS('/api/v1/live', { headers }, { onInit })
  if (token !== undefined) socket.send(JSON.stringify({ token }))
  return { socket, heard, closed }
}

const isWelcome = ({ heard }: Listener): boolean => heard[0]?.topic === 'everything'
const publish = (event: ManagerEvent): void => api.deps.events.publish(event)
const of = (owner: string) => ({ instance: 'otree1', owner, id: 'o1' })

/** The events until one that this listener certainly hears. */
async function hearing(listener: Listener, events: readonly ManagerEvent[], last: ManagerEvent): Promise<LiveEvent[]> {
  listener.heard.length = 0
  for (const event of [...events, last]) publish(event)
  await waitUntil('the last event', () => listener.heard.some(({ topic }) => topic === last.topic))
  return listener.heard
}

describe('nobody hears of what they may not see', () => {
  const events: readonly ManagerEvent[] = [
    { topic: 'instance', name: 'otree1', owner: 'berta' },
    { topic: 'operation', ...of('berta') },
    { topic: 'operation-log', ...of('berta') },
  ]
  const ownedBy = (owner: string): ManagerEvent => ({ topic: 'keys', owner })

  it.each([
    ['super', ['instance', 'operation', 'operation-log', 'keys']],
    ['berta', ['instance', 'operation', 'operation-log', 'keys']],
    ['token', ['instance', 'operation', 'operation-log', 'keys']],
    ['carl', ['keys']],
  ])('%s hears of %j', async (who, topics) => {
    const listener = await listen(bearers[who])
    await waitUntil('the welcome', () => isWelcome(listener))
    const heard = await hearing(listener, events, ownedBy(who === 'token' ? 'berta' : who))
    expect(heard.map(({ topic }) => topic)).toEqual(topics)
    expect(JSON.stringify(heard)).not.toContain('owner')
    listener.socket.terminate()
  })

  it('only super-users hear of people, and nobody misses what happens meanwhile', async () => {
    const [superUser, berta] = [await listen(bearers.super), await listen(bearers.berta)]
    await waitUntil('the welcome', () => isWelcome(superUser) && isWelcome(berta))
    publish({ topic: 'people' })
    publish({ topic: 'instance', name: 'otree1', owner: 'berta' })
    await waitUntil('both know', () => superUser.heard.length === 3 && berta.heard.length === 2)
    // while it is looked up anew who they are they hear nothing, and are told "everything" for it; it may be over by then
    expect(superUser.heard.slice(1).map(({ topic }) => topic)).toEqual(['people', expect.stringMatching(/^(everything|instance)$/)])
    expect(berta.heard.slice(1).map(({ topic }) => topic)).toEqual([expect.stringMatching(/^(everything|instance)$/)])
    for (const { socket } of [superUser, berta]) socket.terminate()
  })

  it('the server on its own socket hears all', async () => {
    const listener = await listen(undefined, {}, api.server)
    await waitUntil('the welcome', () => isWelcome(listener))
    expect((await hearing(listener, [], { topic: 'people' })).map(({ topic }) => topic)).toEqual(['people'])
    listener.socket.terminate()
  })
})

describe('the first message', () => {
  it('brings a token, or the socket is closed', async () => {
    for (const hello of ['nonsense', '{}', '{"token":"wrong"}', '{"token":"otmp~a~b~c"}']) {
      const { socket, closed, heard } = await listen()
      socket.send(hello)
      expect(await closed).toBe(4401)
      expect(heard).toEqual([])
    }
  })

  it('is not replaced by a cookie or by a page of somebody else', async () => {
    const silent = await listen(undefined, { cookie: 'otm=x' })
    publish({ topic: 'instance', name: 'otree1', owner: 'berta' })
    expect(silent.heard).toEqual([])
    silent.socket.terminate()
    await expect(listen(undefined, { origin: 'http://otree1.localhost:8000' })).rejects.toThrow('403')
  })
})

it('stops telling when the sign-in has ended or a role is lost', async () => {
  const bearer = await api.person('dora', 'super-user')
  const listener = await listen(bearer)
  await waitUntil('the welcome', () => isWelcome(listener))
  const headers = { authorization: `Bearer ${bearers.super}` }
  await api.app.inject({ method: 'PATCH', url: '/api/v1/people/dora', headers, payload: { role: 'experimenter' } })
  listener.heard.length = 0
  publish({ topic: 'instance', name: 'otree1', owner: 'berta' })
  await waitUntil('that it is known anew', async () => {
    publish({ topic: 'keys', owner: 'dora' })
    return listener.heard.some(({ topic }) => topic === 'keys')
  })
  expect(listener.heard.map(({ topic }) => topic)).not.toContain('instance')
  await api.app.inject({ method: 'PATCH', url: '/api/v1/people/dora', headers, payload: { active: false } })
  expect(await listener.closed).toBe(4401)
})
