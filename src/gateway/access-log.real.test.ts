import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openAccessLog } from './access-log.ts'
import { ask, startTestGateway, startTestUpstream } from './test-gateway.ts'
import { aRoute, aTable } from './test-routes.ts'

it('the log says what kind of page was asked for and how long it took, and nothing of who asked', async () => {
  const upstream = await startTestUpstream((_, response) => response.end('page'))
  const gateway = await startTestGateway(aTable([aRoute('one', { upstream: upstream.endpoint }), aRoute('two', { state: 'stopped' })]))
  const secrets = [
    'PC07',
    'h4sh',
    'abcd1234',
    'PROLIFIC_PID',
    '5f3c',
    'Survey',
    'econroom',
    'evil.example',
    '127.0.0.1',
    'curl',
    'Mozilla',
    'token',
  ]
  for (const path of [
    '/room/econroom?participant_label=PC07&hash=h4sh',
    '/p/abcd1234/solo/Survey/1',
    '/InitializeParticipant/abcd1234?PROLIFIC_PID=5f3c',
    '/join/token',
    '/api/sessions',
    '/logout',
    '/favicon.ico',
  ])
    await ask(gateway.port, {
      path,
      headers: { 'User-Agent': 'Mozilla curl', Referer: 'http://evil.example/5f3c', 'X-Forwarded-For': '5f3c' },
    })
  await ask(gateway.port, { host: 'two.localhost', path: '/p/abcd1234/' })
  await ask(gateway.port, { host: 'evil.example' })
  await ask(gateway.port, { method: 'POST', path: '/p/abcd1234/', headers: { Origin: 'http://evil.example' } })
  const text = await gateway.readLog()
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly class: string; readonly status: number })
  for (const secret of secrets) expect(text).not.toContain(secret)
  expect(lines.map((line) => line.class)).toEqual(['entry', 'page', 'entry', 'entry', 'rest', 'other', 'other', 'page', 'unknown', 'page'])
  expect(lines[1]).toEqual({ at: expect.any(String), method: 'GET', class: 'page', instance: 'ione', status: 200, ms: expect.any(Number) })
  expect(lines.map((line) => line.status)).toEqual([200, 200, 200, 200, 200, 403, 200, 503, 404, 403])
  await gateway.stop()
  upstream.stop()
})

it('a log that grew too long is put aside', async () => {
  const gateway = await startTestGateway(null)
  const file = join(gateway.directory, 'small.log')
  const log = openAccessLog(file, 100)
  for (let n = 0; n < 3; n++) {
    log.write({ method: 'GET', class: `round-${n}`, status: 200, ms: 1 })
    log.write({ method: 'GET', class: `round-${n}`, status: 200, ms: 1 })
    log.flush()
  }
  expect(await readFile(file, 'utf8')).toContain('round-2')
  expect(await readFile(`${file}.1`, 'utf8')).toContain('round-1')
  expect((await stat(file)).size).toBeLessThan(400)
  await gateway.stop()
})
