import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'

let api: TestApi
let ada: string
beforeAll(async () => {
  api = await openTestApi()
  ada = await api.person('ada', 'super-user')
  for (let number = 1; number <= 40; number++) await api.instance(`study-${number}`, 'ada')
})
afterAll(() => api.close())

const ask = (path: string, encoding?: string) =>
  api.app.inject({
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${ada}`, ...(encoding === undefined ? {} : { 'accept-encoding': encoding }) },
  })

it('sends a list at a tenth of its size to whoever takes it', async () => {
  const plain = await ask('/instances')
  const packed = await ask('/instances', 'gzip, deflate, br')
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(JSON.parse(gunzipSync(packed.rawPayload).toString())).toEqual(plain.json())
  expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 10)
})

it('leaves alone what is small, holds a secret or is read as it comes', async () => {
  for (const path of ['/me', '/instances/study-1/secrets', '/instances/study-1/logs']) {
    expect((await ask(path, 'gzip')).headers['content-encoding'], path).toBeUndefined()
  }
})

it('does not unpack what is sent to it', async () => {
  const answer = await api.app.inject({
    method: 'POST',
    url: '/api/v1/instances',
    headers: { authorization: `Bearer ${ada}`, 'content-type': 'application/json', 'content-encoding': 'gzip' },
    payload: Buffer.from('{"name":"study-0"}'),
  })
  expect(answer.statusCode).toBe(202)
})
