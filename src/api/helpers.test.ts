import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import type { Instance } from '../domain/instance.ts'
import { toUsername } from '../domain/names.ts'
import { newId } from '../lib/ids.ts'

let api: TestApi
const bearers = new Map<string, string>()
let otree: Instance
beforeAll(async () => {
  api = await openTestApi()
  bearers.set('super', await api.person('super', 'super-user'))
  for (const username of ['berta', 'carl', 'dora', 'fritz']) bearers.set(username, await api.person(username))
})
afterAll(() => api.close())
beforeEach(async () => {
  otree = await api.instance(newId('i', 8), 'berta')
})

async function ask(who: string, method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH', path = '', payload?: object) {
  const url = `/api/v1${path.startsWith('/') ? path : `/instances/${otree.name}${path && `/${path}`}`}`
  const answer = await api.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${bearers.get(who)}` },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, json: answer.body ? answer.json() : null }
}
const name = (username: string, role: string, more: object = {}) => ask('berta', 'PUT', `helpers/${username}`, { role, ...more })
const listed = async (who: string, query = '') => {
  const { json } = await ask(who, 'GET', `/instances${query}`)
  return json.items.map((item: { name: string }) => item.name).includes(otree.name)
}

describe('naming helpers', () => {
  it('lets them in, changes what they may, and shuts them out', async () => {
    expect(await name('carl', 'assistant')).toMatchObject({
      status: 200,
      json: { username: 'carl', name: 'Name of carl', role: 'assistant', mayPay: false },
    })
    expect((await ask('carl', 'GET')).json).toMatchObject({ relation: 'assistant', mayPay: false })
    await name('carl', 'assistant', { mayPay: true })
    expect((await ask('carl', 'GET')).json).toMatchObject({ relation: 'assistant', mayPay: true })
    await name('carl', 'co-experimenter')
    expect((await ask('carl', 'GET')).json).toMatchObject({ relation: 'co-experimenter', mayPay: true })
    expect((await ask('carl', 'GET', 'helpers')).json.items).toMatchObject([{ username: 'carl', role: 'co-experimenter' }])
    expect((await ask('berta', 'DELETE', 'helpers/carl')).status).toBe(204)
    expect((await ask('carl', 'GET')).status).toBe(404)
    expect((await ask('berta', 'DELETE', 'helpers/carl')).json.detail).toBe(
      `"carl" does not help with "${otree.name}". Look at its list of helpers.`,
    )
  })

  it('says what is wrong with a name', async () => {
    const detailOf = async (username: string) => (await name(username, 'assistant')).json.detail
    expect(await detailOf('nobody')).toContain('There is nobody with the username "nobody"')
    expect(await detailOf('Carl%20C')).toContain('"Carl C" cannot be a username')
    expect(await detailOf('berta')).toBe(`"berta" owns "${otree.name}" and may do everything already. Name somebody else.`)
    await ask('super', 'PATCH', '/people/fritz', { active: false })
    expect(await detailOf('fritz')).toContain('The account of "fritz" is deactivated')
    expect((await name('carl', 'owner')).status).toBe(400)
    expect((await name('carl', 'assistant', { owner: 'carl' })).status).toBe(400)
  })

  it('is not for helpers, not even for themselves', async () => {
    await name('carl', 'co-experimenter')
    expect((await ask('carl', 'PUT', 'helpers/dora', { role: 'assistant' })).status).toBe(403)
    expect((await ask('carl', 'PUT', 'helpers/carl', { role: 'assistant', mayPay: true })).status).toBe(403)
    expect((await ask('carl', 'POST', 'hand-over', { owner: 'carl' })).status).toBe(403)
    await name('dora', 'assistant')
    expect((await ask('dora', 'PUT', 'helpers/dora', { role: 'co-experimenter' })).status).toBe(403)
    expect((await ask('dora', 'DELETE', 'helpers/carl')).status).toBe(403)
    expect((await ask('carl', 'DELETE', 'helpers/dora')).status).toBe(403)
  })

  it('lets a helper leave, and whoever is none see nothing', async () => {
    await name('carl', 'assistant')
    expect((await ask('carl', 'DELETE', 'helpers/carl')).status).toBe(204)
    expect((await ask('carl', 'DELETE', 'helpers/carl')).json.detail).toBe(`There is no instance "${otree.name}" among yours.`)
    expect((await ask('dora', 'DELETE', 'helpers/dora')).json.detail).toBe(`There is no instance "${otree.name}" among yours.`)
  })
})

describe('an assistant', () => {
  it('sees status, rooms and seats, and nothing of the code', async () => {
    await name('carl', 'assistant')
    await api.open.store.instances.update(otree.id, { state: 'failed', failure: 'File "secret.py", line 1', projectFolder: 'secret-games' })
    const { json } = await ask('carl', 'GET')
    const { items } = (await ask('carl', 'GET', '/instances')).json
    const card = items.find((item: { name: string }) => item.name === otree.name)
    expect(json).toMatchObject({
      state: 'failed',
      failure: `"${otree.name}" does not run at the moment. Tell its owner, berta.`,
      rooms: [],
      gitSshUrl: null,
      gitHttpsUrl: null,
      commit: null,
      lastDeployment: null,
      activeDeployment: null,
      projectFolder: null,
      allowedActions: [
        'instance.list',
        'instance.check-name',
        'instance.read',
        'instance.playing',
        'operation.list',
        'operation.read',
        'operation.cancel',
      ],
    })
    expect(JSON.stringify([json, card])).not.toMatch(/secret/)
    expect((await ask('berta', 'GET')).json.failure).toContain('secret.py')
  })

  it('sees of the operations those that they began', async () => {
    await name('carl', 'assistant')
    const start = (by: string) =>
      api.operations.start({ kind: 'start-instance', instanceId: otree.id, by: by as 'server', input: {} }).then(async ({ id }) => {
        await api.operations.wait(id)
        return id
      })
    const [own, others] = [await start('carl'), await start('berta')]
    expect((await ask('carl', 'GET', `/operations/${own}`)).status).toBe(200)
    expect((await ask('carl', 'GET', `/operations/${others}`)).json.detail).toBe(`There is no operation "${others}" among yours.`)
    const ids = async (who: string) =>
      (await ask(who, 'GET', `/operations?instance=${otree.name}`)).json.items.map(({ id }: { id: string }) => id)
    expect(await ids('carl')).toEqual([own])
    expect(await ids('berta')).toEqual([others, own])
    expect(await ids('dora')).toEqual([])
  })

  it('sees no operation that somebody began who had the username before', async () => {
    const { id } = await api.operations.start({ kind: 'start-instance', instanceId: otree.id, by: toUsername('carl'), input: {} })
    await api.operations.wait(id)
    const later = new Date(Date.now() + 1000).toISOString()
    await api.open.database.updateTable('user').set({ createdAt: later }).where('username', '=', 'carl').execute()
    await name('carl', 'assistant')
    expect((await ask('carl', 'GET', `/operations/${id}`)).status).toBe(404)
    expect((await ask('carl', 'GET', `/operations?instance=${otree.name}`)).json.items).toEqual([])
  })
})

describe('lists', () => {
  it('have what is shared, and can be asked for it alone', async () => {
    await name('carl', 'assistant')
    expect(await listed('carl')).toBe(true)
    expect([await listed('carl', '?of=shared'), await listed('carl', '?of=mine')]).toEqual([true, false])
    expect([await listed('berta', '?of=shared'), await listed('berta', '?of=mine')]).toEqual([false, true])
    expect([await listed('carl', '?owner=berta'), await listed('dora', '?owner=berta')]).toEqual([true, false])
    expect(await listed('super', '?of=mine')).toBe(false)
  })
})

describe('handing over', () => {
  it('is for the owner, who may stay', async () => {
    const { status, json } = await ask('berta', 'POST', 'hand-over', { owner: 'carl', keepAs: 'co-experimenter' })
    expect({ status, json }).toEqual({
      status: 200,
      json: { name: otree.name, owner: 'carl', formerOwner: 'berta', keptAs: 'co-experimenter' },
    })
    expect((await ask('carl', 'GET')).json).toMatchObject({ owner: 'carl', relation: 'owner' })
    expect((await ask('berta', 'GET')).json).toMatchObject({ owner: 'carl', relation: 'co-experimenter' })
  })

  it('leaves the former owner nothing unless it was said', async () => {
    await ask('super', 'POST', 'hand-over', { owner: 'carl' })
    expect((await ask('berta', 'GET')).status).toBe(404)
    expect((await ask('carl', 'POST', 'hand-over', { owner: 'carl' })).json.detail).toBe(
      `"carl" owns "${otree.name}" already, so nothing was changed.`,
    )
    expect((await ask('carl', 'POST', 'hand-over', { owner: 'nobody' })).json.code).toBe('not_found')
  })
})

it('writes down who let whom in', async () => {
  await name('carl', 'assistant', { mayPay: true })
  await ask('carl', 'PUT', 'helpers/dora', { role: 'assistant' })
  await ask('dora', 'DELETE', 'helpers/dora')
  await ask('berta', 'DELETE', 'helpers/carl')
  await ask('berta', 'POST', 'hand-over', { owner: 'dora', keepAs: 'assistant' })
  const { items } = await api.open.store.audit.page(null, 5)
  const thing = `instance:${otree.name}`
  expect(items.map(({ who, action, thing, result, detail }) => ({ who, action, thing, result, detail })).reverse()).toEqual([
    { who: 'berta', action: 'instance.set-helper', thing, result: 'allowed', detail: 'carl as assistant who may pay participants' },
    { who: 'carl', action: 'instance.set-helper', thing, result: 'refused', detail: 'not_allowed' },
    { who: 'dora', action: 'instance.remove-helper', thing, result: 'refused', detail: 'not_found' },
    { who: 'berta', action: 'instance.remove-helper', thing, result: 'allowed', detail: 'carl' },
    { who: 'berta', action: 'instance.hand-over', thing, result: 'allowed', detail: 'to dora; berta stays as assistant' },
  ])
})

it('is gone for whoever’s account is deleted', async () => {
  await api.person('emil')
  await name('emil', 'co-experimenter')
  await api.accounts.people.remove(toUsername('emil'))
  expect((await ask('berta', 'GET', 'helpers')).json.items).toEqual([])
})
