import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { freePort } from '../../test/support/free-port.ts'
import { OtreeApi } from '../../test/support/otree-api.ts'
import { Participant } from '../../test/support/participant.ts'
import { isAdminCookie, mintAdminCookie, toCookieKey } from '../otree/cookie.ts'
import { ask, startTestGateway, type TestGateway } from './test-gateway.ts'
import { makeEnvironment, type OtreeProcess, otreeSecrets, startOtree, writeProject } from './test-otree.ts'
import { aRoute, aTable } from './test-routes.ts'

const key = toCookieKey(otreeSecrets.secretKey, otreeSecrets.adminPassword)

describe.each([
  ['6.0.15', '3.12'],
  ['5.10.4', '3.11'],
])('in front of a real oTree %s', (version, python) => {
  let reason = ''
  let project: string
  let otree: OtreeProcess | undefined
  let gateway: TestGateway

  beforeAll(async () => {
    const environment = await makeEnvironment(version, python)
    if ('reason' in environment) {
      reason = environment.reason
      return
    }
    project = await mkdtemp(join(tmpdir(), 'otm-doors-'))
    await writeProject(project)
    otree = await startOtree({ environment: environment.directory, project, port: await freePort() })
    gateway = await startTestGateway(aTable([aRoute('one', { upstream: otree.endpoint, cookieKey: key }), aRoute('two')]))
    gateway.traffic.setTable(
      aTable([aRoute('one', { upstream: otree.endpoint, cookieKey: key, origin: `http://one.localhost:${gateway.port}` })]),
    )
  })
  afterAll(async () => {
    if (!otree) return
    await otree.stop()
    await gateway.stop()
    await rm(project, { recursive: true })
  })

  /** Everything below needs the server. */
  const test = (title: string, body: () => Promise<void>): void => {
    it(title, async (context) => {
      if (reason) context.skip(reason)
      await body()
    })
  }
  const html = { Accept: 'text/html' }
  const adminCookies = (): Record<string, string> => ({ Cookie: `otm-ione=${mintAdminCookie(key)}` })

  /** What a WebSocket gets: the first message, or the status of the refusal, or that it was closed. */
  async function dial(
    path: string,
    { direct = false, headers = {}, say }: { direct?: boolean; headers?: Record<string, string>; say?: object } = {},
  ): Promise<string> {
    const port = direct ? otree?.endpoint.port : gateway.port
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { Host: 'one.localhost', ...headers } })
    const { promise, resolve } = Promise.withResolvers<string>()
    socket.on('error', () => {})
    socket.on('unexpected-response', (_, response) => resolve(`refused ${response.statusCode}`))
    socket.on('open', () => say && socket.send(JSON.stringify(say)))
    socket.on('message', (message: Buffer) => resolve(message.toString()))
    socket.on('close', (code) => resolve(`closed ${code}`))
    const outcome = await promise
    socket.terminate()
    return outcome
  }

  test('a stranger who opens an admin page at a guarded door is shown the way to sign in', async () => {
    for (const path of ['/ExportPageTimes', '/ExportPageTimes/', '/%45xportPageTimes', '/chat_export', '/ExportChat', '/logout']) {
      expect(await ask(gateway.port, { path, headers: html })).toMatchObject({ status: 302, headers: { location: '/login' } })
    }
    expect((await ask(gateway.port, { path: '/ExportPageTimes' })).status).toBe(403)
    expect((await ask(gateway.port, { path: '/SaveDB', method: 'POST' })).status).toBe(403)
    expect((await ask(gateway.port, { path: '/browser_bot_start', headers: html })).status).toBe(403)
  })

  test('a cookie that we computed makes its bearer the admin', async () => {
    expect((await ask(gateway.port, { path: '/sessions', headers: html })).status).toBe(302)
    expect((await ask(gateway.port, { path: '/sessions', headers: { ...html, ...adminCookies() } })).status).toBe(200)
    expect((await ask(gateway.port, { path: '/ExportPageTimes', headers: { ...html, ...adminCookies() } })).status).toBe(200)
  })

  test('the admin’s WebSockets are shut to strangers, whatever this version does itself', async () => {
    for (const path of [
      '/export',
      '/delete_sessions',
      '/create_session',
      '/room_without_session/lab',
      '/session_monitor/abc',
      '/export%0A',
    ]) {
      expect(await dial(path)).toBe('refused 403')
    }
    if (version === '5.10.4') expect(await dial('/export', { direct: true, say: {} })).toContain('file_name') // why the doors are there
  })

  test('the admin’s WebSockets work for the admin', async () => {
    expect(await dial('/export', { headers: adminCookies(), say: {} })).toContain('file_name')
    expect(await dial('/room_without_session/lab', { headers: adminCookies() })).toContain('init')
  })

  test('a person who signs in at oTree’s own page is let in, with a cookie of the instance’s name', async () => {
    const login = await ask(gateway.port, { path: '/login', headers: html })
    const token = /name="csrftoken"[^>]*value="([^"]*)"/.exec(login.body)?.[1] ?? ''
    const first = (login.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ')
    const form = new URLSearchParams({ csrftoken: token, username: 'admin', password: otreeSecrets.adminPassword }).toString()
    const headers = { ...html, Cookie: first, 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(form.length) }
    const signedIn = await ask(gateway.port, {
      method: 'POST',
      path: '/login',
      headers: { ...headers, Origin: `http://one.localhost:${gateway.port}` },
      body: form,
    })
    expect(signedIn.status).toBe(302)
    const cookie = signedIn.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    expect(cookie).toMatch(/^otm-ione=/)
    expect(isAdminCookie(key, cookie.slice('otm-ione='.length))).toBe(true)
    expect((await ask(gateway.port, { path: '/ExportPageTimes', headers: { ...html, Cookie: cookie } })).status).toBe(200)
    const foreign = { ...headers, Origin: 'http://two.localhost:8000' }
    expect((await ask(gateway.port, { method: 'POST', path: '/login', headers: foreign, body: form })).status).toBe(403)
  })

  test('a broken or foreign `session` cookie, which oTree answers with 500, does no harm', async () => {
    const direct = otree?.endpoint.port ?? 0
    expect((await ask(direct, { path: '/login', headers: { Cookie: 'session=broken' } })).status).toBe(500)
    for (const Cookie of ['session=broken', 'otm-ione=broken', 'otm-ione=', 'otm-ione=a.b.c', 'session=a.b.c; otm-ione=x']) {
      expect((await ask(gateway.port, { path: '/login', headers: { Cookie } })).status).toBe(200)
    }
  })

  test('oTree believes that it is where the browser sees it', async () => {
    const api = new OtreeApi(`http://one.localhost:${gateway.port}`, otreeSecrets.restKey)
    const session = await api.post<{ session_wide_url: string }>('/api/sessions', { session_config_name: 'duo', num_participants: 2 })
    expect(session.session_wide_url).toMatch(new RegExp(`^http://one\\.localhost:${gateway.port}/join/`))
  })

  test('participants play to the end, and their WebSockets are open to them', async () => {
    const origin = `http://one.localhost:${gateway.port}`
    const { code, joinPath } = await new OtreeApi(origin, otreeSecrets.restKey).createSession('duo', 2)
    const players = [new Participant(origin), new Participant(origin)]
    for (const last of await Promise.all(players.map((player) => player.play(joinPath)))) expect(last).toContain('OutOfRange')
    expect(new Set(players.map((player) => player.code)).size).toBe(2)
    const waiting = new WebSocket(`ws://127.0.0.1:${gateway.port}/wait_for_session_in_room?room_name=lab&tab_unique_id=x`, {
      headers: { Host: 'one.localhost' },
    })
    await once(waiting, 'open')
    waiting.terminate()
    for (const player of players) player.close()
    expect(code).toBeTruthy()
  })
})
