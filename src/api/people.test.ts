import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import type { InstanceName, Username } from '../domain/names.ts'
import type { OperationDefinition } from '../domain/operation.ts'

let api: TestApi
let anna: string
let berta: string
let letGo: PromiseWithResolvers<void>
beforeEach(async () => {
  letGo = Promise.withResolvers()
  api = await openTestApi({ work: (kind) => (kind === 'delete-instance' ? moveToTrash : kind === 'stop-instance' ? waitForWord : nothing) })
  anna = await api.person('anna', 'super-user')
  berta = await api.person('berta')
})
afterEach(async () => {
  letGo.resolve()
  await api.close()
})

const nothing = async (): Promise<void> => undefined
const waitForWord: OperationDefinition['run'] = () => letGo.promise
/** As the real one, which has programs to stop besides. */
const moveToTrash: OperationDefinition['run'] = async ({ instanceId }) => {
  const { name, state } = await api.open.store.instances.getById(instanceId)
  if (name === 'stuck') throw new Error('It cannot be stopped.')
  if (state === 'starting') await api.open.store.instances.update(instanceId, { state: 'ready-for-deployment' })
  await api.open.store.instances.update(instanceId, { state: 'trashed', trashedAt: new Date().toISOString() })
}

interface Ask {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly as?: string
  readonly body?: object
  readonly on?: 'app' | 'server'
}
const ask = (path: string, { method = 'GET', as = anna, body, on = 'app' }: Ask = {}) =>
  api[on].inject({
    method,
    url: `/api/v1${path}`,
    ...(on === 'app' ? { headers: { authorization: `Bearer ${as}` } } : {}),
    ...(body ? { payload: body } : {}),
  })
const patch = (username: string, body: object, as = anna) => ask(`/people/${username}`, { method: 'PATCH', as, body })
const remove = (path: string, given: Ask = {}) => ask(`/people/${path}`, { method: 'DELETE', ...given })
const statuses = (answers: readonly { statusCode: number }[]) => answers.map(({ statusCode }) => statusCode).sort()
const person = (username: string) => api.open.store.people.find(username as Username)
const lastRows = async (count: number) => (await api.open.store.audit.page(null, count)).items

describe('making and changing people', () => {
  it('says how many instances somebody may create', async () => {
    const body = { username: 'carl', name: 'Carl', email: 'carl@example.org', instanceQuota: 2, language: 'de' }
    const created = await ask('/people', { method: 'POST', body })
    expect(created.json().person).toMatchObject({ instanceQuota: 2, language: 'de', role: 'experimenter' })
    expect((await patch('carl', { instanceQuota: 5 })).json()).toMatchObject({ instanceQuota: 5, name: 'Carl', notice: null })
    expect((await lastRows(2)).map(({ detail }) => detail)).toEqual(['instanceQuota: 5', 'experimenter, may create 2 instances'])
    for (const instanceQuota of [-1, 1.5, 1001, '3']) expect((await patch('carl', { instanceQuota })).statusCode).toBe(400)
  })

  it('keeps what was asked for, and why it did not work', async () => {
    const body = { username: 'anna', name: 'Another', email: 'another@example.org', instanceQuota: 3 }
    await ask('/people', { method: 'POST', body })
    await ask('/keys', { method: 'POST', as: berta, body: { name: 'mine', publicKey: 'ssh-ed25519 nothing' } })
    expect(await lastRows(2)).toMatchObject([
      { action: 'key.add', thing: 'person:berta', result: 'failed', detail: 'invalid_input' },
      { action: 'person.create', thing: 'person:anna', result: 'failed', detail: 'experimenter, may create 3 instances; name_taken' },
    ])
  })

  it('says that an invitation ends with the address to which it went', async () => {
    const body = { username: 'carl', name: 'Carl', email: 'carl@example.org' }
    const { inviteUrl } = (await ask('/people', { method: 'POST', body })).json()
    const { notice } = (await patch('carl', { email: 'carla@example.org' })).json()
    expect(notice).toContain('otm users reset carl')
    await expect(api.accounts.readLink(new URL(inviteUrl).hash.slice(1))).rejects.toMatchObject({ code: 'not_found' })
  })

  it.each([
    ['a line end in the name', { name: 'Carl\r\nBcc: everybody@example.org' }],
    ['an invisible turn in the name', { name: 'Carl \u202e' }],
    ['a line end in the address', { email: 'carl@example.org\r\nBcc: x@example.org' }],
    ['an address that is none', { email: 'carl' }],
    ['two addresses', { email: 'carl@example.org, x@example.org' }],
  ])('refuses %s', async (_what, wrong) => {
    const body = { username: 'carl', name: 'Carl', email: 'carl@example.org', ...wrong }
    expect((await ask('/people', { method: 'POST', body })).statusCode).toBe(400)
    expect((await patch('berta', wrong)).statusCode).toBe(400)
  })

  it('refuses usernames that look like another, and addresses of others', async () => {
    const make = (username: string, email: string) => ask('/people', { method: 'POST', body: { username, name: 'X', email } })
    const alike = await make('b.erta', 'x@example.org')
    expect(alike.json()).toMatchObject({ code: 'name_taken', detail: expect.stringContaining('looks like "berta"') })
    expect((await make('Berta', 'x@example.org')).json()).toMatchObject({ code: 'name_taken' })
    expect((await make('dora', 'BERTA@example.org')).json()).toMatchObject({ code: 'conflict', detail: expect.stringContaining('"berta"') })
    expect((await patch('berta', { email: 'Anna@Example.org' })).json()).toMatchObject({ code: 'conflict' })
  })

  it('keeps one super-user of two who demote each other at the same moment', async () => {
    await patch('berta', { role: 'super-user' })
    const answers = await Promise.all([patch('anna', { role: 'experimenter' }, berta), patch('berta', { active: false }, anna)])
    expect(statuses(answers)).toEqual([200, 409])
    expect(await api.open.store.people.countSuperUsers()).toBe(1)
  })

  it('keeps the last super-user whatever is asked', async () => {
    for (const answer of [await patch('anna', { role: 'experimenter' }), await patch('anna', { active: false }), await remove('anna')]) {
      expect(answer.json()).toMatchObject({ code: 'conflict', detail: expect.stringContaining('the last super-user') })
    }
  })

  it('says so to super-users who take rights from themselves', async () => {
    await patch('berta', { role: 'super-user' })
    expect((await patch('anna', { role: 'experimenter' })).json().notice).toContain('You are no super-user any more.')
    expect((await ask('/people')).statusCode).toBe(403)
    expect((await patch('berta', { name: 'B' }, berta)).json().notice).toBeNull()
    await patch('anna', { role: 'super-user' }, berta)
    expect((await patch('anna', { active: false })).json().notice).toContain('signed out everywhere')
    expect((await ask('/me')).statusCode).toBe(401)
  })
})

describe('deleting somebody who owns instances', () => {
  const owners = async () =>
    (await api.open.store.instances.list({ withTrashed: true })).map(({ name, owner, state }) => `${name} ${owner} ${state}`)
  beforeEach(async () => {
    for (const name of ['otree1', 'otree2']) await api.instance(name, 'berta')
    await api.person('carl')
  })

  it('asks what becomes of them', async () => {
    const answer = await remove('berta')
    expect(answer.statusCode).toBe(409)
    expect(answer.json().detail).toMatch(/owns instances: otree1, otree2\. Hand them over \(handTo=.*instances=trash/)
    expect(await person('berta')).toBeDefined()
  })

  it('hands them over, and tells the new owner’s windows', async () => {
    const events: unknown[] = []
    api.deps.events.subscribe((event) => events.push(event))
    expect((await remove('berta?handTo=carl')).statusCode).toBe(204)
    expect(await owners()).toEqual(['otree1 carl starting', 'otree2 carl starting'])
    expect(await person('berta')).toBeUndefined()
    expect(events).toContainEqual({ topic: 'instance', name: 'otree1', owner: 'carl' })
    const rows = (await lastRows(3)).map(({ who, action, thing, detail }) => [who, action, thing, detail])
    expect(rows).toEqual([
      ['anna', 'person.delete', 'person:berta', 'instances to carl'],
      ['anna', 'instance.hand-over', 'instance:otree2', 'from berta, who is deleted, to carl'],
      ['anna', 'instance.hand-over', 'instance:otree1', 'from berta, who is deleted, to carl'],
    ])
  })

  it('hands over to nobody who cannot have them', async () => {
    expect((await remove('berta?handTo=nobody')).statusCode).toBe(404)
    expect((await remove('berta?handTo=berta')).statusCode).toBe(409)
    expect((await remove('berta?handTo=Not%20a%20name')).statusCode).toBe(400)
    expect((await remove('berta?instances=erase')).statusCode).toBe(400)
    expect((await owners()).every((line) => line.includes(' berta '))).toBe(true)
  })

  it('moves them to the trash, where they belong to the super-user who deletes', async () => {
    expect((await remove('berta?instances=trash')).statusCode).toBe(204)
    expect(await owners()).toEqual(['otree1 anna trashed', 'otree2 anna trashed'])
    expect(await person('berta')).toBeUndefined()
  })

  it.each([
    ['berta?instances=trash&handTo=carl', 'carl'],
    ['berta?instances=trash', 'anna'],
  ])('does so for the server itself, too: %s', async (path, heir) => {
    await api.person('zoe', 'super-user')
    expect((await remove(path, { on: 'server' })).statusCode).toBe(204)
    expect(await owners()).toEqual([`otree1 ${heir} trashed`, `otree2 ${heir} trashed`])
  })

  it('begins nothing when it could not go on', async () => {
    const stopping = await ask('/instances/otree2/stop', { method: 'POST' })
    expect(stopping.statusCode).toBe(202)
    expect((await remove('berta?instances=trash')).json().detail).toContain('Something is being done to otree2 at this moment.')
    letGo.resolve()
    await api.operations.wait(stopping.json().operation.id)
    await patch('berta', { role: 'super-user' })
    await patch('anna', { active: false }, berta)
    expect((await remove('berta?instances=trash', { as: berta })).json().detail).toContain('the last super-user')
    expect(await owners()).toEqual(['otree1 berta starting', 'otree2 berta starting'])
  })

  it('leaves the person when one does not get into the trash, and goes on when asked again', async () => {
    const { id } = await api.instance('stuck', 'berta')
    const answer = await remove('berta?instances=trash')
    expect(answer.json()).toMatchObject({ code: 'conflict', detail: expect.stringContaining('stuck could not be moved to the trash') })
    expect(await owners()).toEqual(['otree1 berta trashed', 'otree2 berta trashed', 'stuck berta starting'])
    expect(await person('berta')).toBeDefined()
    await api.open.store.instances.update(id, { name: 'loose' as InstanceName })
    expect((await remove('berta?instances=trash')).statusCode).toBe(204)
    expect(await owners()).toEqual(['loose anna trashed', 'otree1 anna trashed', 'otree2 anna trashed'])
  })

  it('leaves the person who makes another instance meanwhile', async () => {
    await patch('berta', { instanceQuota: 9 })
    const events: string[] = []
    api.deps.events.subscribe((event) => {
      if (event.topic !== 'operation' || events.length > 0) return
      events.push(event.instance)
      void api.instance('late', 'berta')
    })
    const answer = await remove('berta?instances=trash')
    expect(answer.json().detail).toContain('owns instances: late')
    expect(await person('berta')).toBeDefined()
  })
})

describe('instances that people create themselves', () => {
  const create = (name: string, body: object = {}, as = berta) => ask('/instances', { method: 'POST', as, body: { name, ...body } })
  const me = async (as = berta) => (await ask('/me', { as })).json()

  it('are none unless a super-user says so', async () => {
    expect((await create('own')).json()).toMatchObject({ code: 'conflict', detail: expect.stringContaining('Ask a super-user') })
    expect(await me()).toMatchObject({ instances: { owned: 0, created: 0, quota: 0 } })
    expect((await me()).allowedActions).not.toContain('instance.create')
    expect((await me(anna)).instances).toEqual({ owned: 0, created: 0, quota: null })
  })

  it('are their own, and as many as they may have, also by requests at once', async () => {
    await patch('berta', { instanceQuota: 2 })
    expect((await me()).allowedActions).toContain('instance.create')
    expect(statuses(await Promise.all(['a1', 'a2', 'a3', 'a4'].map((name) => create(name))))).toEqual([202, 202, 409, 409])
    expect((await api.open.store.instances.list()).map(({ owner }) => owner)).toEqual(['berta', 'berta'])
    expect(await me()).toMatchObject({ instances: { owned: 2, created: 2, quota: 2 } })
    expect((await create('more')).json().detail).toContain('You have created 2 instances')
    expect((await create('more', { owner: 'anna' })).statusCode).toBe(404)
    expect((await create('more', { owner: 'berta' }, anna)).statusCode).toBe(202) // a super-user gives more than that
    expect((await me()).instances).toEqual({ owned: 3, created: 2, quota: 2 })
  })

  it('are not more by handing them over, and what was given to somebody takes none away', async () => {
    await patch('berta', { instanceQuota: 1 })
    await api.instance('given', 'berta')
    expect((await create('own')).statusCode).toBe(202)
    const { id } = await api.open.store.instances.get('own' as InstanceName)
    expect((await ask('/instances/own/hand-over', { method: 'POST', as: berta, body: { owner: 'anna' } })).statusCode).toBe(200)
    expect((await me()).instances).toEqual({ owned: 1, created: 1, quota: 1 })
    expect((await create('second')).json().detail).toContain('what you handed over included')
    expect((await ask('/instance-names/second', { as: berta })).statusCode).toBe(409)
    await api.open.store.instances.update(id, { state: 'trashed', trashedAt: new Date().toISOString() })
    expect((await create('second')).statusCode).toBe(202)
  })

  it('need a token that may do all', async () => {
    await patch('berta', { instanceQuota: 2 })
    const [operate, all] = [await api.token('berta', 'operate'), await api.token('berta', 'all')]
    expect([(await create('own', {}, operate)).statusCode, (await create('own', {}, all)).statusCode]).toEqual([403, 202])
    expect((await me(operate)).allowedActions).not.toContain('instance.create')
  })

  it('need an owner when the server itself makes them', async () => {
    const answer = await ask('/instances', { method: 'POST', on: 'server', body: { name: 'x' } })
    expect(answer.json()).toMatchObject({ code: 'invalid_input', detail: expect.stringContaining('owner') })
  })
})

describe('sign-ins of somebody', () => {
  it('are listed, and end one by one and all at once; their pages end at once', async () => {
    const second = await api.signIn('berta')
    const { items } = (await ask('/people/berta/sign-ins')).json()
    expect(items).toHaveLength(2)
    expect((await ask('/people/anna/sign-ins')).json().items).toMatchObject([{ current: true }])
    const annas = (await ask('/people/anna/sign-ins')).json().items[0].id
    const end = (id: string) => remove(`berta/sign-ins/${id}`)
    expect((await end(annas)).statusCode).toBe(404)
    expect([(await end(items[0].id)).statusCode, (await end(items[0].id)).statusCode]).toEqual([204, 404])
    expect(statuses([await ask('/me', { as: berta }), await ask('/me', { as: second })])).toEqual([200, 401])
    expect((await remove('berta/sign-ins')).statusCode).toBe(204)
    expect(statuses([await ask('/me', { as: berta }), await ask('/me', { as: second })])).toEqual([401, 401])
    expect((await ask('/me')).statusCode).toBe(200)
    expect((await lastRows(1))[0]).toMatchObject({ action: 'person.end-sign-in', thing: 'person:berta', detail: 'all 1' })
  })
})

it('when somebody was last there is listed, and ends with their sign-ins', async () => {
  const lastSeen = async () =>
    (await ask('/people')).json().items.find(({ username }: { username: string }) => username === 'berta').lastSeenAt
  const { items } = (await ask('/people/berta/sign-ins')).json()
  expect(await lastSeen()).toBe(items[0].lastSeenAt)
  await remove('berta/sign-ins')
  expect(await lastSeen()).toBeNull()
})

it('who has a second factor is listed', async () => {
  const find = async () => (await ask('/people')).json().items.find(({ username }: { username: string }) => username === 'berta')
  expect(await find()).toMatchObject({ secondFactor: false })
  const { id } = await api.open.store.people.get('berta' as Username)
  await api.open.secondFactors.set({ userId: id, secret: 'A'.repeat(32), step: 0, codeHashes: ['x'] })
  expect(await find()).toMatchObject({ secondFactor: true })
  await remove('berta/second-factor')
  expect(await find()).toMatchObject({ secondFactor: false })
})

describe('forcing a new password', () => {
  const password = 'the password of berta'
  const secretOf = (url: string): string => new URL(url).hash.slice(1)
  const force = () => ask('/people/berta/force-new-password', { method: 'POST' })
  const signIn = (given: string) => ask('/sign-in', { method: 'POST', body: { username: 'berta', password: given } })

  it('ends all sign-ins and the old password; the link gives a new one', async () => {
    const { url } = await api.accounts.createResetUrl('berta' as Username)
    await api.accounts.acceptLink(secretOf(url), password)
    const page = await api.signIn('berta')
    const answer = await force()
    expect(answer.statusCode).toBe(200)
    expect((await ask('/me', { as: page })).statusCode).toBe(401)
    expect((await signIn(password)).statusCode).toBe(401)
    const token = secretOf(answer.json().resetUrl)
    expect(JSON.stringify(await lastRows(50))).not.toContain(token)
    const accept = { method: 'POST', body: { token, password: 'quite another password' } } as const
    expect((await ask('/invitation/accept', accept)).statusCode).toBe(200)
    expect((await signIn('quite another password')).statusCode).toBe(200)
  })

  it('gives who has none yet a new invitation, and who is not active nothing', async () => {
    expect((await force()).json().resetUrl).toContain('/invitation#')
    await patch('berta', { active: false })
    expect((await force()).json()).toMatchObject({ code: 'conflict' })
  })
})

describe('one’s own account', () => {
  it.each([
    ['POST', 'reset'],
    ['POST', 'force-new-password'],
    ['DELETE', 'second-factor'],
  ] as const)('is not opened by a page left open or a token: %s %s', async (method, what) => {
    for (const bearer of [anna, await api.token('anna', 'all')]) {
      const answer = await api.app.inject({ method, url: `/api/v1/people/anna/${what}`, headers: { authorization: `Bearer ${bearer}` } })
      expect(answer.statusCode).toBe(409)
      expect(answer.json().detail).toContain('your account page')
    }
  })
})
