import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { openTestApi, type TestApi } from '../../../test/support/test-api.ts'
import type { ManagerEvent } from '../../domain/events.ts'
import type { Instance } from '../../domain/instance.ts'
import { toUsername } from '../../domain/names.ts'
import { newId } from '../../lib/ids.ts'
import { waitUntil } from '../../lib/wait-until.ts'
import type { LiveEvent } from '../contract/live.ts'

const callers = [
  'super-user',
  'owner',
  'partner',
  'assistant',
  'other',
  'token:owner:read',
  'token:assistant:all',
  'token:other:all',
] as const
type CallerName = (typeof callers)[number]

/** Written by hand: what everybody hears of an event about `owner`'s instance, operation or keys. An operation that is not theirs assistants hear as
 * "the instance is different". A new topic needs a line. */
const wanted: Readonly<Record<ManagerEvent['topic'], string>> = {
  //                 super-user    owner         partner       assistant other | owner:read    assistant:all other:all
  instance: '        instance      instance      instance      instance  -       instance      instance      -',
  playing: '         playing       playing       playing       playing   -       playing       playing       -',
  operation: '       operation     operation     operation     instance  -       operation     instance      -',
  'operation-log': ' operation-log operation-log operation-log -         -       operation-log -             -',
  people: '          people        -             -             -         -       -             -             -',
  keys: '            keys          keys          -             -         -       keys          -             -',
  access: '          -             everything    -             -         -       everything    -             -',
  'sign-ins': '      -             -             -             -         -       -             -             -',
}

let api: TestApi
let instance: Instance
const sockets = new Map<CallerName, { readonly socket: WebSocket; readonly heard: LiveEvent[] }>()

beforeAll(async () => {
  api = await openTestApi()
  const pages = new Map([['super-user', await api.person('super', 'super-user')]])
  for (const name of ['owner', 'partner', 'assistant', 'other']) pages.set(name, await api.person(name))
  for (const caller of callers) {
    const [kind, of = '', scope] = caller.split(':')
    sockets.set(caller, await listen(kind === 'token' ? await api.token(of, scope as 'all') : (pages.get(caller) ?? '')))
  }
})
afterAll(async () => {
  for (const { socket } of sockets.values()) socket.terminate()
  await api.close()
})
beforeEach(async () => {
  instance = await api.instance(newId('i', 8), 'owner')
  await help(instance, 'partner', 'co-experimenter')
  await help(instance, 'assistant', 'assistant')
})

const help = ({ id }: Instance, username: string, role: 'co-experimenter' | 'assistant') =>
  api.open.store.helpers.set({ instanceId: id, username: toUsername(username), role, mayPay: false })

async function listen(token: string) {
  const heard: LiveEvent[] = []
  const onInit = (socket: WebSocket): void => void socket.on('message', (data) => heard.push(JSON.parse(String(data))))
  const socket = await api.app.injectWS('/api/v1/live', {}, { onInit })
  socket.send(JSON.stringify({ token }))
  await waitUntil('the welcome', () => heard[0]?.topic === 'everything')
  return { socket, heard }
}

const markers = new Set<string>()
const isMarker = (event: LiveEvent): boolean => event.topic === 'instance' && markers.has(event.name)

/** Until everybody has heard of something new that everybody may see, and so of all that was published before. */
async function untilAllHeard(): Promise<void> {
  const marker = await api.instance(newId('m', 8), 'other')
  markers.add(marker.name)
  for (const username of ['owner', 'partner', 'assistant']) await help(marker, username, 'assistant')
  await waitUntil('everybody has heard', () => {
    api.deps.events.publish({ topic: 'instance', name: marker.name, owner: 'other' })
    return [...sockets.values()].every(({ heard }) => heard.some((event) => event.topic === 'instance' && event.name === marker.name))
  })
}

/** What each caller hears of it. */
async function hear(publish: () => unknown): Promise<Record<string, LiveEvent[]>> {
  await untilAllHeard()
  for (const { heard } of sockets.values()) heard.length = 0
  await publish()
  await untilAllHeard()
  return Object.fromEntries([...sockets].map(([name, { heard }]) => [name, heard.filter((event) => !isMarker(event))]))
}

async function eventOf(topic: ManagerEvent['topic']): Promise<ManagerEvent> {
  if (topic === 'instance' || topic === 'playing') return { topic, name: instance.name, owner: 'owner' }
  if (topic === 'people') return { topic }
  if (topic === 'access') return { topic, usernames: ['owner'] }
  if (topic === 'keys' || topic === 'sign-ins') return { topic, owner: 'owner' }
  const { id } = await api.operations.start({ kind: 'start-instance', instanceId: instance.id, by: toUsername('owner'), input: {} })
  await api.operations.wait(id)
  return { topic, id, instance: instance.name, owner: 'owner' }
}

const toTopics = (heard: Record<string, LiveEvent[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(heard).map(([name, events]) => [name, events.map(({ topic }) => topic)]))

let walked = 0

describe('nobody hears of what they may not see', () => {
  for (const topic of Object.keys(wanted) as ManagerEvent['topic'][]) {
    it(`of the topic ${topic}`, async () => {
      const event = await eventOf(topic)
      const heard = await hear(() => api.deps.events.publish(event))
      const columns = wanted[topic].trim().split(/\s+/)
      const all = callers.map((caller, column) => [caller, columns[column] === '-' ? [] : [columns[column]]])
      // whoever has changed is asked anew who they are, and told of what they missed meanwhile
      const told = topic === 'people' || topic === 'sign-ins' ? withoutEverything(heard) : heard
      expect(toTopics(told)).toEqual(Object.fromEntries(all))
      expect(JSON.stringify(Object.values(heard))).not.toMatch(/"(owner|usernames)":/)
      walked += callers.length
    })
  }
})

const withoutEverything = (heard: Record<string, LiveEvent[]>): Record<string, LiveEvent[]> =>
  Object.fromEntries(Object.entries(heard).map(([name, events]) => [name, events.filter(({ topic }) => topic !== 'everything')]))

describe('whoever is let in or shut out', () => {
  const ask = (method: 'PUT' | 'DELETE' | 'POST', path: string, payload?: object) =>
    api.server.inject({ method, url: `/api/v1/instances/${instance.name}/${path}`, ...(payload ? { payload } : {}) })
  const touch = () => api.deps.events.publish({ topic: 'instance', name: instance.name, owner: 'owner' })

  it('fetches everything anew, and hears from then on, or no more', async () => {
    expect(toTopics(await hear(() => ask('PUT', 'helpers/other', { role: 'assistant' }))).other).toContain('everything')
    expect(toTopics(await hear(touch)).other).toEqual(['instance'])
    expect((await hear(() => ask('DELETE', 'helpers/other'))).other).toEqual([{ topic: 'everything' }])
    expect(toTopics(await hear(touch)).other).toEqual([])
  })

  it('hears nothing of what was published before, but is told after', async () => {
    const heard = await hear(async () => {
      const removal = ask('DELETE', 'helpers/assistant')
      for (let number = 0; number < 100; number++) touch()
      await removal
      touch()
    })
    const after = heard.assistant?.slice(heard.assistant.findIndex(({ topic }) => topic === 'everything') + 1)
    expect(after).toEqual([])
    expect(toTopics(heard).partner).toContain('instance')
  })

  it('as former owner hears no more of an operation that was begun before', async () => {
    const { id } = await api.operations.start({ kind: 'start-instance', instanceId: instance.id, by: toUsername('owner'), input: {} })
    await api.operations.wait(id)
    await ask('POST', 'hand-over', { owner: 'other' })
    const heard = await hear(() => api.deps.events.publish({ topic: 'operation', id, instance: instance.name, owner: 'owner' }))
    expect(heard).toMatchObject({ owner: [], other: [{ topic: 'operation', id }], 'token:owner:read': [] })
  })
})

it('has walked every topic with every caller', async ({ annotate }) => {
  await annotate(`${walked} combinations of topic and caller walked, 0 leaks`)
  expect(walked).toBe(Object.keys(wanted).length * callers.length)
})
