import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../../test/support/test-api.ts'
import { noBrowser } from '../../accounts/visitor.ts'
import { toUsername } from '../../domain/names.ts'
import { pageStart } from '../contract/page-start.ts'

const navigation = { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' }
const anna = { username: 'anna', name: 'Anna', email: 'anna@example.org', password: 'correct horse battery' }

let api: TestApi
let cookie: string
beforeAll(async () => {
  api = await openTestApi()
  const { cookies } = await api.accounts.createFirstSuperUser(anna, null)
  cookie = cookies[0]?.split(';')[0] ?? ''
})
afterAll(() => api.close())

const open = (url: string, headers: Record<string, string> = {}) => api.app.inject({ url, headers })
const chooseLanguage = (language: string | null) =>
  api.open.database.updateTable('user').set({ language }).where('username', '=', anna.username).execute()
const startOf = (html: string) => pageStart.parse(JSON.parse(/id="otm-start"[^>]*>([^<]*)</.exec(html)?.[1] ?? 'null'))

describe('the page of the dashboard', () => {
  it('carries a token that the API takes, when a person opens it', async () => {
    const page = await open('/instances/otree1', { ...navigation, cookie })
    const start = startOf(page.body)
    expect(start).toMatchObject({ setupNeeded: false, encrypted: true, mail: false, token: expect.any(String) })
    const me = await api.app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${start.token}` } })
    expect(me.json()).toMatchObject({ username: 'anna', superUser: true })
  })

  it('says which build it is, and the API which one the manager has by now', async () => {
    const { build, token } = startOf((await open('/', { ...navigation, cookie })).body)
    const buildNow = async () =>
      (await api.app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${token}` } })).json().manager.build
    expect(await buildNow()).toBe(build)
    const file = join(api.deps.webDir, 'index.html')
    const html = await readFile(file, 'utf8')
    await writeFile(file, html.replace('index.js', 'index2.js'))
    expect(await buildNow()).toMatch(/^[0-9a-f]{16}$/)
    expect(await buildNow()).not.toBe(build)
    await rm(file)
    expect(await buildNow()).toBeNull()
    await writeFile(file, html)
  })

  it('carries none without a sign-in', async () => {
    expect(startOf((await open('/', navigation)).body)).toMatchObject({ token: null, expiresAt: null })
    expect(startOf((await open('/', { ...navigation, cookie: `${cookie}x` })).body).token).toBeNull()
  })

  it.each([
    ['fetched', { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' }],
    ['framed', { 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate' }],
    ['an object', { 'sec-fetch-dest': 'object', 'sec-fetch-mode': 'navigate' }],
    ['prefetched', { ...navigation, 'sec-purpose': 'prefetch;prerender' }],
    ['asked for by a browser that does not say', {}],
  ])('is a sentence without a token when it is %s', async (_how, headers) => {
    const page = await open('/', { ...(headers as Record<string, string>), cookie })
    expect(page.statusCode).toBe(403)
    expect(page.body).toContain('window of its own')
    expect(page.body).not.toContain('otm-start')
  })

  it('is that sentence in the browser’s language', async () => {
    const page = await open('/', { 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate', cookie, 'accept-language': 'de' })
    expect(page.statusCode).toBe(403)
    expect(page.body).toContain('<html lang="de">')
    expect(page.body).toContain('in einem eigenen Fenster')
  })

  it('is never framed or kept, and runs no script but its own', async () => {
    const { headers, body } = await open('/', navigation)
    const { nonce } = startOf(body)
    expect(headers).toMatchObject({
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'noopener-allow-popups',
      'cache-control': 'no-store',
      vary: expect.stringContaining('Sec-Fetch-Dest'),
    })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain(`script-src 'nonce-${nonce}' 'strict-dynamic'`)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(body).toContain(`<script nonce="${nonce}" type="module" src="/assets/index.js">`)
    expect(startOf((await open('/', navigation)).body).nonce).not.toBe(nonce)
  })

  it('says its language: what the person chose, else what the browser asks for', async () => {
    const langOf = (html: string) => /<html lang="(\w+)"/.exec(html)?.[1]
    const german = { ...navigation, 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' }
    const stranger = await open('/', german)
    expect([langOf(stranger.body), startOf(stranger.body).language, stranger.headers.vary]).toEqual([
      'de',
      null,
      expect.stringContaining('Accept-Language'),
    ])
    expect(langOf((await open('/', { ...navigation, 'accept-language': 'fr' })).body)).toBe('en')
    await chooseLanguage('en')
    const mine = await open('/', { ...german, cookie })
    await chooseLanguage(null)
    expect([langOf(mine.body), startOf(mine.body).language]).toEqual(['en', 'en'])
  })

  it('loses its token with the sign-in', async () => {
    const signedIn = await api.accounts.signIn.letIn(await api.open.store.people.get(toUsername(anna.username)), noBrowser)
    const mine = signedIn.cookies[0]?.split(';')[0] ?? ''
    const { token } = startOf((await open('/', { ...navigation, cookie: mine })).body)
    const headers = { authorization: `Bearer ${token}` }
    const out = await api.app.inject({ method: 'POST', url: '/api/v1/sign-out', headers })
    expect(out.statusCode).toBe(204)
    expect(out.headers['set-cookie']).toBe('otm=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax')
    expect((await api.app.inject({ url: '/api/v1/me', headers })).statusCode).toBe(401)
    expect(startOf((await open('/', { ...navigation, cookie: mine })).body).token).toBeNull()
  })
})

it('gives its parts for a year, and nothing beside them', async () => {
  const part = await open('/assets/index.js')
  expect(part.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  for (const url of [
    '/assets/missing.js',
    '/assets/..%2findex.html',
    '/assets/%2e%2e%2fstore.sqlite',
    '/git/otree1',
    '/lobby/x',
    '/api/v1/nothing',
  ]) {
    expect([url, (await open(url, navigation)).statusCode]).toEqual([url, 404])
  }
})

it('compresses its parts for browsers that understand it', async () => {
  const part = await open('/assets/index.js', { 'accept-encoding': 'gzip, br' })
  expect(part.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' })
  expect(gunzipSync(part.rawPayload).toString()).toBe('export {}')
})

it('does not answer on the socket of the machine', async () => {
  expect((await api.server.inject({ url: '/', headers: navigation })).statusCode).toBe(404)
})

describe('in a closed network without TLS', () => {
  it('serves browsers, which then do not say what they do, and says that nothing is encrypted', async () => {
    const plain = await openTestApi({ publicUrl: 'http://otree.lab.example.edu' })
    const { cookies } = await plain.accounts.createFirstSuperUser(anna, null)
    const headers = { cookie: cookies[0]?.split(';')[0] ?? '' }
    const page = await plain.app.inject({ url: '/', headers })
    expect(startOf(page.body)).toMatchObject({ token: expect.any(String), encrypted: false })
    const framed = await plain.app.inject({ url: '/', headers: { ...headers, 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate' } })
    expect(framed.statusCode).toBe(403)
    await plain.close()
  })
})
