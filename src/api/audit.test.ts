import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import { ManagerError } from '../domain/error.ts'
import type { NewAuditEntry } from '../domain/person.ts'

let api: TestApi
let anna: string
let berta: string
beforeEach(async () => {
  api = await openTestApi()
  anna = await api.person('anna', 'super-user')
  berta = await api.person('berta')
  await api.person('carl')
  await api.instance('otree1', 'berta')
})
afterEach(() => api.close())

const ask = (path: string, as = anna, method: 'GET' | 'POST' | 'PATCH' = 'GET') =>
  api.app.inject({ method, url: `/api/v1${path}`, headers: { authorization: `Bearer ${as}`, 'x-forwarded-for': '192.0.2.7' } })
const actions = async (path: string, as = anna): Promise<string[]> => {
  const { items } = (await ask(path, as)).json()
  return items.map(({ who, action }: { who: string; action: string }) => `${who} ${action}`)
}
const entry: NewAuditEntry = {
  who: 'carl',
  action: 'sign-in',
  thing: 'person:carl',
  by: 'browser',
  from: null,
  result: 'allowed',
  detail: null,
}

describe('looking into what is somebody else’s', () => {
  it('is written down once an hour for each kind of look, and not what owners do', async () => {
    for (let time = 0; time < 3; time++) {
      for (const as of [anna, berta]) {
        await ask('/instances/otree1', as)
        await ask('/instances/otree1/packages', as)
        await ask('/instances/otree1/logs', as)
      }
    }
    expect(await actions('/audit')).toEqual(['anna instance.logs', 'anna instance.read'])
    await ask('/instances/otree1/secrets')
    await ask('/instances/otree1/secrets')
    await api.server.inject({ url: '/api/v1/instances/otree1' })
    expect(await actions('/audit')).toEqual([
      'server instance.read',
      'anna instance.secrets',
      'anna instance.secrets',
      'anna instance.logs',
      'anna instance.read',
    ])
  })

  it('is nothing when it is not allowed or there is nothing', async () => {
    const other = await api.signIn('carl')
    for (const path of ['/instances/otree1', '/instances/nothing']) await ask(path, other)
    await ask('/instances/nothing')
    expect(await actions('/audit')).toEqual([])
  })

  it('is not that its card is fetched, of one or of all', async () => {
    for (const path of ['/instances', '/instances?name=otree1']) expect((await ask(path)).json().items).toMatchObject([{ name: 'otree1' }])
    expect((await ask('/instances?name=otree')).json().items).toEqual([])
    expect((await ask('/instances?name=otree1', await api.signIn('carl'))).json().items).toEqual([])
    expect(await actions('/audit')).toEqual([])
  })

  it('is nothing for a super-user whose own it is', async () => {
    await api.instance('annas', 'anna')
    await ask('/instances/annas')
    expect(await actions('/audit')).toEqual([])
  })
})

describe('what concerns an instance', () => {
  it('is seen by its owner, without the addresses of others, and by nobody else', async () => {
    await ask('/instances/otree1')
    await ask('/instances/otree1/start', berta, 'POST')
    await ask('/instances/otree1/start', await api.signIn('carl'), 'POST')
    await api.open.store.audit.add(entry)
    const { items } = (await ask('/instances/otree1/audit', berta)).json()
    expect(items.map(({ who, result, from }: Record<string, unknown>) => [who, result, from])).toEqual([
      ['carl', 'refused', null],
      ['berta', 'allowed', '192.0.2.7'],
      ['anna', 'allowed', null],
    ])
    expect((await ask('/instances/otree1/audit')).json().items[0]).toMatchObject({ who: 'carl', from: '192.0.2.7' })
    expect((await ask('/instances/otree1/audit', await api.signIn('carl'))).statusCode).toBe(404)
    expect((await ask('/audit', berta)).statusCode).toBe(403)
  })

  it('does not tell from where somebody came who had the username before', async () => {
    await ask('/instances/otree1/start', await api.signIn('carl'), 'POST')
    const remove = { method: 'DELETE', url: '/api/v1/people/carl', headers: { authorization: `Bearer ${anna}` } } as const
    expect((await api.app.inject(remove)).statusCode).toBe(204)
    const carl = await api.person('carl')
    await api.open.database.updateTable('instance').set({ owner: 'carl' }).execute()
    await ask('/instances/otree1/stop', carl, 'POST')
    const { items } = (await ask('/instances/otree1/audit', carl)).json()
    expect(items.map(({ action, from }: Record<string, unknown>) => [action, from])).toEqual([
      ['instance.stop', '192.0.2.7'],
      ['instance.start', null],
    ])
  })

  it('comes in pages', async () => {
    for (const word of ['start', 'stop', 'restart']) await ask(`/instances/otree1/${word}`, berta, 'POST')
    const first = (await ask('/instances/otree1/audit?limit=2', berta)).json()
    const second = (await ask(`/instances/otree1/audit?limit=2&cursor=${first.next}`, berta)).json()
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null])
  })

  it('does not tell an owner that somebody wanted the same name', async () => {
    const payload = { name: 'otree1', owner: 'carl' }
    const answer = await api.app.inject({
      method: 'POST',
      url: '/api/v1/instances',
      headers: { authorization: `Bearer ${anna}` },
      payload,
    })
    expect(answer.json()).toMatchObject({ code: 'name_taken' })
    expect(await actions('/instances/otree1/audit', berta)).toEqual([])
    expect(await actions('/audit')).toEqual(['anna instance.create'])
  })

  it('begins with its creation', async () => {
    const payload = { name: 'otree2', owner: 'berta' }
    await api.app.inject({ method: 'POST', url: '/api/v1/instances', headers: { authorization: `Bearer ${anna}` }, payload })
    expect(await actions('/instances/otree2/audit', berta)).toEqual(['anna instance.create'])
  })

  it('includes what was done to its operations', async () => {
    const { id } = (await ask('/instances/otree1/start', berta, 'POST')).json().operation
    await api.operations.wait(id)
    await ask(`/operations/${id}/cancel`, berta, 'POST')
    expect(await actions('/instances/otree1/audit', berta)).toEqual(['berta operation.cancel', 'berta instance.start'])
  })
})

describe('a task that fails', () => {
  it.each([
    ['/instances/otree1/stop', undefined, { action: 'instance.stop', thing: 'instance:otree1' }],
    ['/instances/otree1/rename', { name: 'later' }, { action: 'instance.rename', thing: 'instance:otree1' }],
    ['/instances', { name: 'mine' }, { action: 'instance.create', thing: 'instance:mine' }],
  ] as const)('is a row of its own when it has, with who asked and how: %s', async (url, payload, told) => {
    const failing = await openTestApi({ work: () => () => Promise.reject(new ManagerError('engine.unavailable', 'It does not answer.')) })
    try {
      const authorization = `Bearer ${await failing.person('anna', 'super-user')}`
      await failing.instance('otree1', 'anna')
      const headers = { authorization, 'x-forwarded-for': '192.0.2.7' }
      const asked = await failing.app.inject({ method: 'POST', url: `/api/v1${url}`, headers, ...(payload ? { payload } : {}) })
      expect(asked.statusCode).toBe(202)
      await failing.operations.wait(asked.json().operation.id)
      const { items } = (await failing.app.inject({ url: '/api/v1/audit', headers })).json()
      const row = { who: 'anna', by: 'browser', from: '192.0.2.7', ...told }
      expect(items).toHaveLength(2)
      expect(items).toContainEqual(expect.objectContaining({ ...row, result: 'failed', detail: 'engine.unavailable' }))
      expect(items).toContainEqual(expect.objectContaining({ action: told.action, result: 'allowed' }))
    } finally {
      await failing.close()
    }
  })
})

describe('the audit log for super-users', () => {
  beforeEach(async () => {
    await api.open.store.audit.add(entry)
    await api.open.store.audit.add({ ...entry, who: null, result: 'refused', detail: 'not_signed_in' })
    await api.open.store.audit.add({ ...entry, who: 'berta', action: 'git.push', thing: 'instance:otree1', by: 'git' })
  })
  const today = new Date().toISOString().slice(0, 10)

  it.each([
    ['who=carl', 1],
    ['action=git.push&by=git', 1],
    ['result=refused', 1],
    ['thing=person:carl', 2],
    ['text=OTREE', 1],
    [`since=${today}&until=${today}`, 3],
    [`until=${today}T00:00:00Z`, 0],
    ['since=2999-01-01', 0],
    ['since=2000-01-01T00:00:00%2B02:00', 3],
  ])('is filtered by %s', async (query, count) => {
    expect((await ask(`/audit?${query}`)).json().items).toHaveLength(count)
  })

  it.each(['result=maybe', 'by=pigeon', 'since=yesterday', 'until=2026-02-30', 'limit=0', 'cursor=nonsense', `text=${'x'.repeat(201)}`])(
    'refuses %s',
    async (query) => {
      expect((await ask(`/audit?${query}`)).statusCode).toBe(400)
    },
  )

  it('is given as CSV, all of it, of which no cell is a formula', async () => {
    for (const detail of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', 'a "b", c', 'two\nlines'])
      await api.open.store.audit.add({ ...entry, detail })
    for (let index = 0; index < 1200; index++) await api.open.store.audit.add({ ...entry, action: 'many' })
    const answer = await ask('/audit.csv')
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="audit-${today}.csv"`,
    })
    const lines = answer.body.split('\r\n')
    expect(lines[0]).toBe('at,who,action,thing,by,from,result,detail')
    expect(lines).toHaveLength(1 + 1200 + 7 + 3 + 1)
    const details = lines.slice(1201, 1208).map((line) => line.slice(line.indexOf('allowed,') + 'allowed,'.length))
    expect(details).toEqual(['"two\nlines"', '"a ""b"", c"', "'\tx", "'@SUM(A1)", "'-1", "'+1", "'=1+1"])
    expect((await ask('/audit.csv?who=berta')).body.split('\r\n')).toHaveLength(3)
  })
})

describe('what strangers do', () => {
  const stranger = (path: string) => api.app.inject({ method: 'POST', url: `/api/v1${path}` })
  const rows = async () => (await api.open.store.audit.page(null, 1000)).items

  it('is not written down without end, also where nobody is refused', async () => {
    for (let time = 0; time < 650; time++) expect((await stranger('/sign-out')).statusCode).toBe(204)
    expect((await rows()).length).toBeLessThan(650) // 300 a minute, and one minute may end
  })

  it('leaves no signs in the log that a terminal or a spreadsheet would obey', async () => {
    await stranger(`/instances/${encodeURIComponent('x;=cmd|/C calc\u001b[2J')}/start`)
    expect((await rows())[0]?.thing).toBe('instance:x??cmd??C?calc??2J')
  })
})
