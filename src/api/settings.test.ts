import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import type { Instance } from '../domain/instance.ts'
import { newId } from '../lib/ids.ts'

let api: TestApi
let bearer: string
let superBearer: string
let instance: Instance
const inputs: { kind: string; input: unknown }[] = []

/** What such an operation does at the least: it brings the change into effect. */
beforeAll(async () => {
  api = await openTestApi({
    work: (kind) => async (context, input) => {
      inputs.push({ kind, input })
      const { changeId } = input as { changeId?: string }
      const nothing = { update: {}, inspected: null }
      if (changeId !== undefined) await api.open.store.instanceSettings.apply(context.instanceId, changeId, nothing)
    },
  })
  bearer = await api.person('berta')
  superBearer = await api.person('ada', 'super-user')
})
afterAll(() => api.close())
beforeEach(async () => {
  inputs.length = 0
  instance = await api.instance(newId('i', 8), 'berta')
})

async function ask(method: 'GET' | 'POST' | 'PATCH', path: string, payload?: object, as = bearer) {
  const answer = await api.app.inject({
    method,
    url: `/api/v1/instances/${instance.name}/${path}`,
    headers: { authorization: `Bearer ${as}` },
    ...(payload === undefined ? {} : { payload }),
  })
  const body = answer.json<{ operation?: { id: string }; [name: string]: unknown }>()
  if (answer.statusCode === 202 && body.operation) await api.operations.wait(body.operation.id)
  return { status: answer.statusCode, body }
}

const lastAudit = async () => (await api.open.store.audit.page(null, 1)).items[0]

describe('variables', () => {
  it('are set and removed, listed by name, and shown one by one, which is audited', async () => {
    expect((await ask('PATCH', 'settings', { variables: { API_KEY: 'abc', PEM: 'a\nb' } })).status).toBe(202)
    expect(await lastAudit()).toMatchObject({ action: 'instance.settings', detail: 'set API_KEY PEM' })
    await ask('PATCH', 'settings', { variables: { PEM: null }, authLevel: 'DEMO', production: false })
    expect(await lastAudit()).toMatchObject({ detail: 'auth level DEMO, production off, removed PEM' })
    expect((await ask('GET', 'variables')).body).toEqual({ items: [{ name: 'API_KEY', setAt: expect.any(String) }], next: null })
    expect((await ask('GET', 'variables/API_KEY')).body).toEqual({ name: 'API_KEY', value: 'abc' })
    expect(await lastAudit()).toMatchObject({ action: 'instance.read-variable', detail: 'API_KEY', who: 'berta' })
    expect(await api.open.store.instances.getById(instance.id)).toMatchObject({ authLevel: 'DEMO', production: false })
  })

  it('that oTree Manager sets itself are refused by name with the reason, and nothing is begun', async () => {
    const { status, body } = await ask('PATCH', 'settings', { variables: { OTREE_ADMIN_PASSWORD: 'x', FINE: 'y' } })
    expect([status, body.detail]).toEqual([400, expect.stringContaining('OTREE_ADMIN_PASSWORD is the password of the admin pages')])
    expect(body.issues).toEqual([{ path: 'variables.OTREE_ADMIN_PASSWORD', message: body.detail }])
    expect(inputs).toEqual([])
  })

  it('have values that come neither into the journal nor into the audit log', async () => {
    const variables = { SECRET_THING: 'very-secret-value' }
    await ask('PATCH', 'settings', { variables })
    const kept = [inputs, await api.open.store.operations.list({ instanceId: instance.id }), await lastAudit()]
    expect(JSON.stringify(kept)).not.toContain('very-secret-value')
  })

  it.each([
    [{}, 'Say what to change'],
    [{ variables: { A: 'x'.repeat(9000) } }, 'variables'],
    [{ variables: { A: 'x\0' } }, 'NUL'],
    [{ variables: { 'A\nB': 'x' } }, 'cannot be the name'],
    [{ authLevel: 'OPEN' }, 'authLevel'],
    [{ password: 'x' }, 'password'],
  ])('%j is refused', async (body, sentence) => {
    const answer = await ask('PATCH', 'settings', body)
    expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining(sentence)])
  })

  it('that are not there are not found', async () => {
    expect((await ask('GET', 'variables/NOTHING')).body.detail).toContain('has no variable "NOTHING"')
    expect((await ask('GET', 'variables/constructor')).status).toBe(404)
  })
})

describe('the admin password', () => {
  const password = async (): Promise<string> => (await api.open.store.instances.getSecrets(instance.id)).adminPassword

  it('is set, and is written down nowhere but sealed', async () => {
    expect((await ask('POST', 'admin-password', { password: 'correct horse battery' })).status).toBe(202)
    expect(await password()).toBe('correct horse battery')
    const kept = [inputs, await api.open.store.operations.list({ instanceId: instance.id }), await lastAudit()]
    expect(JSON.stringify(kept)).not.toContain('correct horse')
    expect(await lastAudit()).toMatchObject({ action: 'instance.set-password', result: 'allowed', detail: null })
  })

  it('is made when none is given', async () => {
    const before = await password()
    await ask('POST', 'admin-password', {})
    expect(await password()).toMatch(/^[a-z2-7]{16}$/)
    expect(await password()).not.toBe(before)
  })

  it('that is too easy is refused at its field', async () => {
    const { status, body } = await ask('POST', 'admin-password', { password: `${instance.name}-1` })
    expect([status, body.issues]).toEqual([400, [{ path: 'password', message: expect.stringContaining('name of the instance') }]])
  })

  it('that is among the most common ones is refused at its field, and the one before stays', async () => {
    const before = await password()
    const { status, body } = await ask('POST', 'admin-password', { password: 'password1234' })
    expect([status, body.issues]).toEqual([400, [{ path: 'password', message: expect.stringMatching(/common/) }]])
    expect(await password()).toBe(before)
  })
})

describe('opening', () => {
  it('is a way in for what runs, and is audited', async () => {
    await api.open.store.instances.update(instance.id, { state: 'ready' })
    const { status, body } = await ask('POST', 'open')
    expect(status).toBe(200)
    expect(body).toEqual({
      url: `http://${instance.name}.localhost:8000/.otm/open`,
      ticket: expect.any(String),
      expiresAt: expect.any(String),
    })
    const entry = await lastAudit()
    expect(entry).toMatchObject({ action: 'instance.open', thing: `instance:${instance.name}`, result: 'allowed' })
    expect(JSON.stringify(entry)).not.toContain(body.ticket)
  })

  it('is refused with the next step for what does not', async () => {
    expect((await ask('POST', 'open')).body.detail).toContain('deploy a project first')
  })
})

describe('scaling', () => {
  it('is asked for by super-users only, and begins with what it was', async () => {
    expect((await ask('POST', 'scale', { memoryMib: 512 })).status).toBe(403)
    expect((await ask('POST', 'scale', { memoryMib: 512, diskMib: 1024 }, superBearer)).status).toBe(202)
    expect(inputs).toEqual([{ kind: 'scale-instance', input: { limits: { memoryMib: 512, diskMib: 1024 }, from: instance.limits } }])
    expect(await lastAudit()).toMatchObject({ action: 'instance.scale', detail: 'memoryMib 512, diskMib 1024' })
  })

  it.each([
    [{}, 'Say what to change'],
    [{ memoryMib: 1 }, 'at least 256 MiB'],
    [{ memoryMib: 100_000_000 }, 'This machine has less memory'],
    [{ cpuPercent: 1.5 }, 'cpuPercent'],
    [{ processes: 5 }, 'processes'],
  ])('by %j is refused', async (body, sentence) => {
    const answer = await ask('POST', 'scale', body, superBearer)
    expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining(sentence)])
  })
})

it('says who does what when something is being done already', async () => {
  const other = await openTestApi({
    work: () => (context) => new Promise((resolve) => context.signal.addEventListener('abort', () => resolve())),
  })
  try {
    const [berta, ada] = [await other.person('berta'), await other.person('ada', 'super-user')]
    await other.instance('otree1', 'berta')
    const send = (as: string) =>
      other.app.inject({
        method: 'POST',
        url: '/api/v1/instances/otree1/admin-password',
        headers: { authorization: `Bearer ${as}` },
        payload: {},
      })
    const first = (await send(berta)).json<{ operation: { id: string } }>()
    const second = await send(ada)
    expect(second.statusCode).toBe(409)
    expect(second.json()).toMatchObject({ code: 'busy', detail: expect.stringContaining('is being given another admin password by berta') })
    expect(await other.open.database.selectFrom('settingsChange').selectAll().execute()).toHaveLength(1)
    await other.operations.cancel(first.operation.id)
  } finally {
    await other.close()
  }
})
