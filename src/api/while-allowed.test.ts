import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { followers, openTestApi, type TestApi } from '../../test/support/test-api.ts'
import type { Instance } from '../domain/instance.ts'
import { toUsername } from '../domain/names.ts'
import { newId } from '../lib/ids.ts'
import { waitUntil } from '../lib/wait-until.ts'

let api: TestApi
let url: string
let superUser: string
let otree: Instance
beforeAll(async () => {
  api = await openTestApi({
    work: () => async (context) => {
      context.log('begun')
      await new Promise((_resolve, reject) => context.signal.addEventListener('abort', () => reject(context.signal.reason)))
    },
  })
  superUser = await api.person('super', 'super-user')
  await api.person('berta')
  url = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => api.close())
beforeEach(async () => {
  otree = await api.instance(newId('i', 8), 'berta')
  if (await api.open.store.people.find(toUsername('carl'))) await api.accounts.people.update(toUsername('carl'), { active: true })
  else await api.person('carl')
  await help('carl')
})

const help = (username: string) =>
  api.open.store.helpers.set({ instanceId: otree.id, username: toUsername(username), role: 'co-experimenter', mayPay: true })

const ask = async (bearer: string, method: string, path: string, payload?: object) => {
  const headers = { authorization: `Bearer ${bearer}`, ...(payload ? { 'content-type': 'application/json' } : {}) }
  const answer = await fetch(`${url}/api/v1${path}`, { method, headers, ...(payload ? { body: JSON.stringify(payload) } : {}) })
  expect([path, answer.ok]).toEqual([path, true])
}

interface Following {
  /** What came, once it has come to an end. */
  readonly whole: Promise<string>
  /** Goes away in the middle. */
  readonly leave: () => void
}

/** Reads what grows; its beginning has come already. */
async function follow(bearer: string, path = `/instances/${otree.name}/logs?follow=true`): Promise<Following> {
  const gone = new AbortController()
  const answer = await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${bearer}` }, signal: gone.signal })
  const parts = (answer.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]()
  const { value: first = '' } = await parts.next()
  const whole = (async () => {
    let text = first
    for (let part = await parts.next(); !part.done; part = await parts.next()) text += part.value
    return text
  })()
  whole.catch(() => undefined) // of one that leaves
  return { whole, leave: () => gone.abort() }
}

const untilOneFollows = () => waitUntil('only one follows', () => followers.size === 1)
const untilNobodyFollows = () => waitUntil('nobody follows', () => followers.size === 0)

describe('what is followed ends for whoever may not see it any more', () => {
  type Way = (bearer: string) => Promise<unknown>
  const ways: Readonly<Record<string, Way>> = {
    'is removed as helper': () => ask(superUser, 'DELETE', `/instances/${otree.name}/helpers/carl`),
    'becomes an assistant': () => ask(superUser, 'PUT', `/instances/${otree.name}/helpers/carl`, { role: 'assistant' }),
    'signs out': (bearer) => ask(bearer, 'POST', '/sign-out'),
    'is signed out from another browser': async () => ask(await api.signIn('carl'), 'DELETE', '/me/sign-ins'),
    'is signed out by a super-user': () => ask(superUser, 'DELETE', '/people/carl/sign-ins'),
    'is deactivated': () => ask(superUser, 'PATCH', '/people/carl', { active: false }),
    'is deleted': () => ask(superUser, 'DELETE', '/people/carl'),
  }

  it.each(Object.keys(ways))('%s', async (way) => {
    const bearer = await api.signIn('carl')
    const { whole } = await follow(bearer)
    const stays = await follow(superUser)
    await waitUntil('both are followed', () => followers.size === 2)
    await ways[way]?.(bearer)
    expect(await whole).toBe('first line\nsecond line\n')
    await untilOneFollows()
    stays.leave()
    await untilNobodyFollows()
  })

  it('as owner who handed it over', async () => {
    const { whole } = await follow(await api.signIn('berta'))
    await ask(superUser, 'POST', `/instances/${otree.name}/hand-over`, { owner: 'carl' })
    expect(await whole).toBe('first line\nsecond line\n')
    await untilNobodyFollows()
  })

  it('by a token that is revoked, while another one goes on', async () => {
    const [token, other] = [await api.token('berta', 'read'), await api.token('berta', 'all')]
    const [ended, goesOn] = [await follow(token), await follow(other)]
    await ask(superUser, 'DELETE', `/tokens/${(await api.open.store.tokens.findBySecret(token))?.id}`)
    await ended.whole
    await untilOneFollows()
    goesOn.leave()
    await untilNobodyFollows()
  })

  it('also the log of an operation', async () => {
    const operation = await api.operations.start({ kind: 'start-instance', instanceId: otree.id, by: 'server', input: {} })
    await waitUntil('it is under way', async () => (await api.open.store.operations.get(operation.id)).state === 'running')
    const { whole } = await follow(await api.signIn('carl'), `/operations/${operation.id}/log`)
    await ask(superUser, 'DELETE', `/instances/${otree.name}/helpers/carl`)
    expect(await whole).toContain('begun')
    expect((await api.open.store.operations.get(operation.id)).state).toBe('running')
    await api.operations.cancel(operation.id)
    await api.operations.wait(operation.id)
  })
})
