import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'

let api: TestApi
let port: number
beforeAll(async () => {
  api = await openTestApi()
  port = Number(new URL(await api.app.listen({ host: '127.0.0.1', port: 0 })).port)
})
afterAll(() => api.close())

it.each([
  ['an address that is too long', `GET /api/v1/me?${'x'.repeat(40_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`, 431],
  ['no HTTP at all', 'hello\r\n\r\n', 400],
])('%s is answered by a problem', async (_what, sent, status) => {
  const socket = connect(port, '127.0.0.1')
  socket.write(sent)
  const [heads = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  expect(heads).toContain(`HTTP/1.1 ${status} `)
  expect(heads).toContain('content-type: application/problem+json')
  expect(JSON.parse(body)).toMatchObject({ code: 'invalid_input', status })
})
