import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'

let api: TestApi
let superUser: string
beforeAll(async () => {
  api = await openTestApi()
  superUser = await api.person('super', 'super-user')
  await api.person('berta')
})
afterAll(() => api.close())

const setNetwork = (name: string, body: object) =>
  api.app.inject({
    method: 'POST',
    url: `/api/v1/instances/${name}/network`,
    headers: { authorization: `Bearer ${superUser}` },
    payload: body,
  })

it('is noted at once where nothing runs, with who did it', async () => {
  const { id } = await api.instance('still', 'berta')
  const answer = await setNetwork('still', { network: 'none' })
  expect([answer.statusCode, answer.json()]).toEqual([202, { operation: null }])
  expect(await api.open.store.instances.getById(id)).toMatchObject({ network: 'none' })
  expect((await api.open.store.audit.page(null, 1)).items).toMatchObject([
    { action: 'instance.network', thing: 'instance:still', detail: 'none' },
  ])
})

it('comes with a restart where something runs', async () => {
  const { id } = await api.instance('running', 'berta')
  await api.open.store.instances.update(id, { processId: 'pabcdefgh', state: 'ready', wanted: 'running' })
  const { operation } = (await setNetwork('running', { network: 'none' })).json()
  expect(operation).toMatchObject({ kind: 'restart-instance', instance: 'running' })
  expect((await api.open.store.operations.get(operation.id)).input).toEqual({ network: 'none' })
})

it('is one of two', async () => {
  await api.instance('other', 'berta')
  expect((await setNetwork('other', { network: 'lan' })).json()).toMatchObject({ code: 'invalid_input' })
})
