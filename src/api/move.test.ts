import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import type { Operation } from '../domain/operation.ts'

let api: TestApi
let superUser: string
let berta: string
const availableEngines: ('process' | 'docker')[] = ['process', 'docker']

beforeAll(async () => {
  api = await openTestApi({ engines: availableEngines })
  superUser = await api.person('super', 'super-user')
  berta = await api.person('berta')
})
afterAll(() => api.close())

const ask = (path: string, bearer: string, body?: object) =>
  api.app.inject({
    method: body ? 'POST' : 'GET',
    url: `/api/v1/instances/${path}`,
    headers: { authorization: `Bearer ${bearer}` },
    ...(body ? { payload: body } : {}),
  })
const operationOf = async (id: string): Promise<Operation> => api.open.store.operations.get(id)

it('tells where an instance runs, and only those who may move it where to', async () => {
  await api.instance('shown', 'berta')
  expect((await ask('shown', superUser)).json()).toMatchObject({ engine: 'process', movesTo: ['docker'] })
  expect((await ask('shown', berta)).json()).toMatchObject({ engine: 'process', movesTo: [] })
})

it('begins to move it, with ids that stay the same after a crash', async () => {
  const { id } = await api.instance('moved', 'berta')
  const answer = await ask('moved/move', superUser, { engine: 'docker' })
  expect(answer.statusCode).toBe(202)
  const { operation } = answer.json()
  expect(operation).toMatchObject({ kind: 'move-instance', instance: 'moved', by: 'super' })
  const { input } = await operationOf(operation.id)
  expect(input).toEqual({
    engine: 'docker',
    instanceId: id,
    successorId: expect.stringMatching(/^i[a-z2-7]{8}$/),
    deploymentId: expect.stringMatching(/^d[a-z2-7]{8}$/),
  })
  expect((await api.open.store.audit.page(null, 1)).items).toMatchObject([
    { action: 'instance.move', thing: 'instance:moved', detail: 'to docker' },
  ])
})

it('refuses an engine that it is on, that is not in use, and that is none', async () => {
  await api.instance('stays', 'berta')
  expect((await ask('stays/move', superUser, { engine: 'process' })).json()).toMatchObject({
    code: 'conflict',
    detail: expect.stringContaining('already'),
  })
  availableEngines.pop()
  const refused = await ask('stays/move', superUser, { engine: 'docker' })
  availableEngines.push('docker')
  expect(refused.json()).toMatchObject({ code: 'conflict', detail: expect.stringContaining('OTM_ENGINE=docker') })
  expect((await ask('stays/move', superUser, { engine: 'podman' })).json()).toMatchObject({ code: 'invalid_input' })
  expect(await api.open.store.operations.list({ unfinished: true })).toEqual([])
})

it('makes new instances on the engine that the settings name', async () => {
  const other = await openTestApi({ engines: ['docker'], engine: 'docker' })
  const bearer = await other.person('super', 'super-user')
  const headers = { authorization: `Bearer ${bearer}` }
  await other.app.inject({ method: 'POST', url: '/api/v1/instances', headers, payload: { name: 'otree1', owner: 'super' } })
  expect(await other.open.store.instances.list()).toMatchObject([{ name: 'otree1', engine: 'docker' }])
  await other.close()
})
