import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import type { InstanceName, Username } from '../domain/names.ts'

let api: TestApi
let ada: string
let berta: string
beforeAll(async () => {
  api = await openTestApi({ publicUrl: 'http://otree.example.edu' })
  ada = await api.person('ada', 'super-user')
  berta = await api.person('berta')
  for (const name of ['trust', 'trust-2']) await api.instance(name, 'ada')
  const gone = await api.instance('gone', 'ada')
  await api.open.store.instances.update(gone.id, { state: 'trashed', trashedAt: new Date().toISOString() })
})
afterAll(() => api.close())

const check = (name: string, as = ada) =>
  api.app.inject({ url: `/api/v1/instance-names/${encodeURIComponent(name)}`, headers: { authorization: `Bearer ${as}` } })
const allow = (instanceQuota: number) => api.open.store.people.update('berta' as Username, { instanceQuota })

it.each([
  ['ultimatum', 'free', []],
  ['trust', 'taken', ['trust-3', 'trust-4', 'trust-5']],
  ['gone', 'taken', ['gone-2', 'gone-3', 'gone-4']],
  ['lobby', 'reserved', ['lobby-2', 'lobby-3', 'lobby-4']],
  ['otree', 'reserved', ['otree-2', 'otree-3', 'otree-4']], // the first label of the dashboard's own host
  ['Trust', 'invalid', ['trust-3', 'trust-4', 'trust-5']],
  ['a/b ü', 'invalid', ['a-b-ue', 'a-b-ue-2', 'a-b-ue-3']],
  ['???', 'invalid', []],
])('tells of "%s" that it is %s, and what could be had', async (name, verdict, suggestions) => {
  expect((await check(name)).json()).toEqual({
    name,
    verdict,
    url: verdict === 'free' ? `http://${name}.localhost/` : null,
    suggestions,
  })
})

it('says the same as creating does', async () => {
  for (const [name, status] of [
    ['trust', 409],
    ['gone', 409],
    ['lobby', 400],
    ['Trust', 400],
    ['trust-3', 202],
  ] as const) {
    const { verdict } = (await check(name)).json()
    const headers = { authorization: `Bearer ${ada}` }
    const created = await api.app.inject({ method: 'POST', url: '/api/v1/instances', headers, payload: { name } })
    expect([name, verdict === 'free', created.statusCode]).toEqual([name, status === 202, status])
  }
})

it('tells nothing to whoever could not create an instance anyhow', async () => {
  await allow(0)
  expect((await check('trust', berta)).json()).toMatchObject({ code: 'conflict', detail: expect.stringContaining('Ask a super-user') })
  await allow(1)
  expect((await check('trust', berta)).json()).toMatchObject({ verdict: 'taken' })
  const headers = { authorization: `Bearer ${berta}` }
  await api.app.inject({ method: 'POST', url: '/api/v1/instances', headers, payload: { name: 'own' } })
  expect((await check('trust', berta)).json()).toMatchObject({ code: 'conflict' })
  expect((await check('free-name', await api.token('ada', 'read'))).statusCode).toBe(403)
})

describe('whether an instance could be called so', () => {
  const ask = async (name: string, as = berta) => {
    const response = await api.app.inject({ url: `/api/v1/instances/own/new-names/${name}`, headers: { authorization: `Bearer ${as}` } })
    return response.json()
  }

  it('is told its owner, also one who could not create another one', async () => {
    await allow(0)
    expect(await ask('trust')).toMatchObject({ verdict: 'taken', suggestions: ['trust-4', 'trust-5', 'trust-6'] })
    expect(await ask('lobby')).toMatchObject({ verdict: 'reserved' })
    expect(await ask('quite-new')).toMatchObject({ verdict: 'free', url: 'http://quite-new.localhost/' })
  })

  it('is what renaming says, of its own name and its former ones, too', async () => {
    const own = await api.open.store.instances.get('own' as InstanceName)
    await api.open.store.instances.update(own.id, { name: 'other' as InstanceName })
    expect(await ask('other')).toMatchObject({ verdict: 'taken', suggestions: [] })
    expect(await ask('own')).toMatchObject({ verdict: 'free' })
    expect((await check('own')).json()).toMatchObject({ verdict: 'taken' })
  })
})

it('leaves no room where an instance’s own pages are', async () => {
  await api.instance('names', 'ada')
  expect((await api.app.inject({ url: '/api/v1/instances/names/logs', headers: { authorization: `Bearer ${ada}` } })).statusCode).toBe(200)
})
