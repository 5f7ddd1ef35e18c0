import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import { toSampleDeployment } from '../../web/testing/sample-deployments.ts'
import { ManagerError } from '../domain/error.ts'
import type { Activity } from '../domain/gateway.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId } from '../domain/names.ts'
import { deployOnPush } from '../git/deploy-on-push.ts'
import type { Push } from '../git/push.ts'

/** How many play where; the gateway does not answer for `away`. */
const people = new Map<InstanceId, number>()
let isAway = false
/** How often it was asked. */
let looks = 0
let api: TestApi
let token: string
let count = 0

beforeAll(async () => {
  api = await openTestApi({ activity })
  await api.person('berta', 'super-user')
  token = await api.token('berta', 'all')
})
afterAll(() => api.close())

async function activity(): Promise<readonly Activity[]> {
  looks += 1
  if (isAway) throw new ManagerError('gateway.unavailable', 'It does not answer.')
  const counted = { participantSockets: 0, adminSockets: 0, waitingInRooms: 0, lastRequestAt: null, requests: 0, errors: 0 }
  return [...people].map(([instanceId, participants]) => ({ ...counted, instanceId, participants }))
}

async function instanceWith(participants: number): Promise<Instance> {
  const made = await api.instance(`study${++count}`, 'berta')
  people.set(made.siteId, participants)
  return api.open.store.instances.update(made.id, { state: 'ready' })
}

const ask = async (method: 'POST' | 'DELETE', path: string, body?: object) => {
  const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) }
  const answer = await api.app.inject({ method, url: `/api/v1${path}`, headers, ...(body ? { payload: body } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}
const lastRow = async () => (await api.open.store.audit.page(null, 1)).items[0]
const operationsOn = (instance: Instance) => api.open.store.operations.list({ instanceId: instance.id })

describe('what would disturb people who play', () => {
  it.each([
    ['stop', 'POST', 'Stopping it', {}],
    ['reset-database', 'POST', 'Deleting all sessions and data', {}],
    ['', 'DELETE', 'Moving it to the trash', undefined],
  ] as const)('is refused: %s %s', async (verb, method, what, body) => {
    const instance = await instanceWith(3)
    const answer = await ask(method, `/instances/${instance.name}${verb && `/${verb}`}`, body)
    expect(answer).toMatchObject({ status: 409, body: { code: 'playing', playing: { participants: 3, known: true } } })
    expect(answer.body.detail).toContain(`3 participants play on "${instance.name}" at this moment. ${what} would disturb them`)
    expect(answer.body.detail).toContain(`http://localhost:8000/instances/${instance.name}, with git push -o disturb`)
    expect(await operationsOn(instance)).toEqual([])
    expect(await lastRow()).toMatchObject({ result: 'failed', detail: 'playing' })
  })

  it('is refused: a rename, unless the body says so', async () => {
    const { name } = await instanceWith(2)
    const refused = await ask('POST', `/instances/${name}/rename`, { name: 'another-name' })
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('Renaming it would disturb them')])
    expect(await ask('POST', `/instances/${name}/rename`, { name: 'another-name', disturb: true })).toMatchObject({ status: 202 })
  })

  it('passes when somebody says so, in the query or in the body, which is written down', async () => {
    for (const [query, body] of [
      ['?disturb=true', undefined],
      ['', { disturb: true }],
    ] as const) {
      const instance = await instanceWith(1)
      expect(await ask('POST', `/instances/${instance.name}/stop${query}`, body)).toMatchObject({ status: 202 })
      expect(await operationsOn(instance)).toMatchObject([{ kind: 'stop-instance', input: { disturb: true } }])
      expect(await lastRow()).toMatchObject({ result: 'allowed', detail: expect.stringContaining('although 1 participant plays') })
    }
  })

  it('is refused for an upload before its body is read', async () => {
    const instance = await instanceWith(2)
    const answer = await api.app.inject({
      method: 'POST',
      url: `/api/v1/instances/${instance.name}/deployments`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      payload: 'no archive at all',
    })
    expect(answer.json()).toMatchObject({ code: 'playing' })
  })

  it('is looked at once where the code is there already', async () => {
    const instance = await instanceWith(1)
    const deployment = toSampleDeployment({ instance, operationId: 'o1', subject: 'Payoffs', state: 'active', minutes: 9 })
    await api.open.store.deployments.save(deployment)
    await api.open.store.instances.update(instance.id, { deploymentId: deployment.id })
    looks = 0
    expect(await ask('POST', `/instances/${instance.name}/deployments`, { again: true, disturb: true })).toMatchObject({ status: 202 })
    expect(looks).toBe(1)
  })

  it('is refused in words when it cannot be seen who plays', async () => {
    const instance = await instanceWith(0)
    isAway = true
    const answer = await ask('POST', `/instances/${instance.name}/stop`)
    isAway = false
    expect(answer.body).toMatchObject({ code: 'playing', playing: { known: false } })
    expect(answer.body.detail).toContain('It cannot be seen whether anybody plays')
  })

  it('passes where nobody plays, nothing is served, or visitors notice nothing', async () => {
    const empty = await instanceWith(0)
    expect(await ask('POST', `/instances/${empty.name}/stop`)).toMatchObject({ status: 202 })
    const stopped = await instanceWith(3)
    await api.open.store.instances.update(stopped.id, { state: 'stopped' })
    expect(await ask('POST', `/instances/${stopped.name}/reset-database`)).toMatchObject({ status: 202 })
    const restarted = await instanceWith(3)
    expect(await ask('POST', `/instances/${restarted.name}/restart`)).toMatchObject({ status: 202 })
  })

  it('is not done to somebody’s instances when they are deleted', async () => {
    await api.person('carl')
    const instance = await api.instance('of-carl', 'carl')
    people.set(instance.siteId, 4)
    await api.open.store.instances.update(instance.id, { state: 'ready' })
    expect(await ask('DELETE', '/people/carl?instances=trash')).toMatchObject({ status: 409, body: { code: 'playing' } })
    expect(await api.open.store.instances.find(instance.name)).toMatchObject({ state: 'ready' })
  })
})

describe('while a study is open', () => {
  const day = 86_400_000
  const open = async (participants: number, days: number): Promise<Instance> => {
    const { id } = await instanceWith(participants)
    return api.open.store.instances.update(id, { openUntil: new Date(Date.now() + days * day).toISOString() })
  }

  it('the same is refused although nobody plays, and says until when', async () => {
    const instance = await open(0, 3)
    const answer = await ask('POST', `/instances/${instance.name}/stop`)
    expect(answer).toMatchObject({ status: 409, body: { code: 'study_open', openUntil: instance.openUntil, playing: { participants: 0 } } })
    expect(answer.body.detail).toContain(`A study is open on "${instance.name}" until ${instance.openUntil?.slice(0, 10)}`)
    expect(await ask('POST', `/instances/${instance.name}/restart`)).toMatchObject({ status: 202 })
  })

  it('passes when somebody says so', async () => {
    const instance = await open(2, 3)
    expect(await ask('POST', `/instances/${instance.name}/stop?disturb=true`)).toMatchObject({ status: 202 })
    expect((await lastRow())?.detail).toMatch(/although A study is open on .*, and 2 participants play/)
  })

  it('is over by itself', async () => {
    const instance = await open(0, -1)
    expect(await ask('POST', `/instances/${instance.name}/stop`)).toMatchObject({ status: 202 })
  })

  it('is set and ended by those who may change the instance', async () => {
    const instance = await instanceWith(0)
    const patch = async (openUntil: string | null) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const answer = await api.app.inject({ method: 'PATCH', url: `/api/v1/instances/${instance.name}`, headers, payload: { openUntil } })
      return answer.json()
    }
    const until = new Date(Date.now() + day).toISOString()
    expect(await patch(until)).toMatchObject({ openUntil: until, notice: expect.stringContaining('A study is open') })
    expect(await lastRow()).toMatchObject({ action: 'instance.update', detail: `study open until ${until}` })
    expect(await patch('2020-01-01T00:00:00Z')).toMatchObject({ code: 'invalid_input', issues: [{ path: 'openUntil' }] })
    expect(await patch(null)).toMatchObject({ openUntil: null, notice: `The study on "${instance.name}" has ended.` })
  })
})

describe('a push', () => {
  const push = (instance: Instance, disturb: boolean): Push => ({
    instance,
    by: instance.owner,
    auditAs: {
      who: instance.owner,
      action: 'git.push',
      thing: `instance:${instance.name}`,
      by: 'git',
      from: '192.0.2.7',
      siteId: instance.siteId,
    },
    commit: 'a'.repeat(40),
    ref: 'refs/heads/main',
    options: disturb ? { disturb: true } : {},
    quarantine: { objectDirectory: '', alternateObjectDirectories: '' },
    write: () => undefined,
    signal: new AbortController().signal,
  })
  const deps = () => ({ operations: api.operations, guard: api.deps.guard, audit: api.open.store.audit })

  it('is declined while people play', async () => {
    const instance = await instanceWith(3)
    await expect(deployOnPush(deps(), push(instance, false))).rejects.toMatchObject({ code: 'playing' })
    expect(await operationsOn(instance)).toEqual([])
  })

  it('passes with -o disturb, which is a row of the audit log', async () => {
    const instance = await instanceWith(3)
    expect(await deployOnPush(deps(), push(instance, true))).toEqual({ accepted: true })
    expect(await operationsOn(instance)).toMatchObject([{ input: { disturb: true } }])
    expect(await lastRow()).toMatchObject({
      who: 'berta',
      action: 'git.push',
      from: '192.0.2.7',
      detail: expect.stringContaining('although 3 participants play'),
    })
  })
})
