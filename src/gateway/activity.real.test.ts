import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { toQuantile } from '../domain/response-times.ts'
import { ask, startTestGateway, startTestUpstream, type TestGateway, type TestUpstream } from './test-gateway.ts'
import { aRoute, aTable } from './test-routes.ts'

const slowMs = 120
let upstream: TestUpstream
let gateway: TestGateway
beforeAll(async () => {
  upstream = await startTestUpstream(async (request, response) => {
    if (request.url?.startsWith('/p/slow')) await sleep(slowMs)
    response.statusCode = request.url === '/p/broken' ? 500 : 200
    response.end('page')
  })
  const states = { stopped: 'stopped', empty: 'ready-for-deployment', failed: 'failed' } as const
  const idle = Object.entries(states).map(([name, state]) => aRoute(name, { upstream: null, state }))
  gateway = await startTestGateway(
    aTable([aRoute('one', { upstream: upstream.endpoint }), aRoute('two', { upstream: upstream.endpoint }), ...idle]),
  )
})
afterAll(async () => {
  await gateway.stop()
  upstream.stop()
})

const activityOf = (id: string) => gateway.traffic.activity().find(({ instanceId }) => instanceId === id)
const answers = (id: string) => (activityOf(id)?.times ?? []).reduce((sum, count) => sum + count, 0)

it('the gateway counts the answers of each instance, those that failed, and how long they took; files are not in the times', async () => {
  for (let index = 0; index < 3; index++) await ask(gateway.port, { path: `/p/slow/${index}` })
  await ask(gateway.port, { path: '/p/broken' })
  for (let index = 0; index < 20; index++) await ask(gateway.port, { path: '/static/picture.png' })
  await ask(gateway.port, { host: 'two.localhost', path: '/p/quick' })
  await expect.poll(() => answers('ione')).toBe(4)
  expect(activityOf('ione')).toMatchObject({ requests: 24, errors: 1 })
  expect(toQuantile(activityOf('ione')?.times ?? [], 0.5)).toBeGreaterThan(slowMs / 2)
  expect(activityOf('itwo')).toMatchObject({ requests: 1, errors: 0 })
  expect(answers('itwo')).toBe(1)
})

it('pages of the gateway are no answers of oTree, and no errors where all is as somebody wants it', async () => {
  for (const name of ['stopped', 'empty', 'failed'])
    expect((await ask(gateway.port, { host: `${name}.localhost`, headers: { Accept: 'text/html' } })).status).toBe(503)
  await expect.poll(() => activityOf('ifailed')?.errors).toBe(1)
  for (const id of ['istopped', 'iempty']) expect(activityOf(id)).toMatchObject({ requests: 1, errors: 0 })
  for (const id of ['istopped', 'iempty', 'ifailed']) expect(answers(id)).toBe(0)
})
