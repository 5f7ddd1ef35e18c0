import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import { toUsername } from '../domain/names.ts'

let api: TestApi
let berta: string
let carla: string
let gate: Promise<void> = Promise.resolve()
beforeAll(async () => {
  api = await openTestApi({ work: () => () => gate })
  berta = await api.person('berta')
  carla = await api.person('carla')
  await api.person('super', 'super-user')
  await api.instance('otree1', 'berta')
})
afterAll(() => api.close())

const ask = (method: 'GET' | 'POST', path: string, bearer: string, body?: object) =>
  api.app.inject({ method, url: `/api/v1${path}`, headers: { authorization: `Bearer ${bearer}` }, ...(body ? { payload: body } : {}) })

const untold = async (bearer: string): Promise<string[]> =>
  (await ask('GET', '/operations?untold=true', bearer)).json().items.map(({ id }: { id: string }) => id)

async function restart(bearer: string): Promise<string> {
  const { operation } = (await ask('POST', '/instances/otree1/restart', bearer)).json()
  return operation.id
}

it('what somebody began on a page is untold from its end until a page has told it', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  gate = promise
  const id = await restart(berta)
  expect(await untold(berta)).toEqual([])
  resolve()
  await api.operations.wait(id)
  expect(await untold(berta)).toEqual([id])
  expect(await untold(await api.signIn('berta'))).toEqual([id]) // another browser
  expect(await untold(carla)).toEqual([])
  expect((await ask('POST', '/me/told', carla, { operations: [id] })).statusCode).toBe(204)
  expect(await untold(berta)).toEqual([id]) // nobody notes it for others
  expect((await ask('POST', '/me/told', berta, { operations: [id, 'omissing'] })).statusCode).toBe(204)
  expect(await untold(berta)).toEqual([])
})

it('what a program began by a token, or the manager by itself, is nobody’s news', async () => {
  await api.operations.wait(await restart(await api.token('berta', 'operate')))
  const { id } = await api.deps.store.instances.get('otree1' as never)
  await api.operations.wait((await api.operations.start({ kind: 'restart-instance', instanceId: id, by: 'server', input: {} })).id)
  expect(await untold(berta)).toEqual([])
})

it('of what somebody may not see any more they are not told', async () => {
  const instance = await api.deps.store.instances.get('otree1' as never)
  await api.operations.wait(await restart(berta))
  await api.deps.store.instances.handOver(instance.id, { from: toUsername('berta'), to: toUsername('carla'), keepAs: null })
  expect(await untold(berta)).toEqual([])
  await api.deps.store.instances.handOver(instance.id, { from: toUsername('carla'), to: toUsername('berta'), keepAs: null })
})

it('who comes second reads who does what, and since when', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  gate = promise
  const bearer = await api.signIn('super')
  const id = await restart(bearer)
  const answer = await ask('POST', '/instances/otree1/stop', berta)
  const { createdAt } = (await ask('GET', `/operations/${id}`, berta)).json()
  expect(answer.json()).toMatchObject({
    code: 'busy',
    status: 409,
    detail: expect.stringMatching(/^"otree1" is being restarted by super, since \d\d:\d\d\. Wait/),
    operationId: id,
    doing: { kind: 'restart-instance', by: 'super', since: createdAt },
  })
  const stranger = await ask('POST', '/instances/otree1/stop', carla)
  expect([stranger.json().code, stranger.body.includes('super')]).toEqual(['not_found', false])
  resolve()
  await api.operations.wait(id)
})
