import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { Authenticator } from '../../test/support/authenticator.ts'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import { newId } from '../lib/ids.ts'
import { waitUntil } from '../lib/wait-until.ts'

const password = 'correct horse battery'
let api: TestApi
let superUser: string
let username: string
/** Of a page that `username` has open. */
let bearer: string
beforeAll(async () => {
  api = await openTestApi()
  superUser = await api.person('super', 'super-user')
})
afterAll(() => api.close())
beforeEach(async () => {
  username = newId('p', 8)
  await api.person(username)
  const { url } = await api.accounts.createResetUrl(username as never)
  await api.accounts.acceptLink(new URL(url).hash.slice(1), password)
  bearer = await api.signIn(username)
})

interface Ask {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly as?: string | null
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

const ask = (path: string, { method = 'GET', as = bearer, body, headers = {} }: Ask = {}) =>
  api.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...headers, ...(as === null ? {} : { authorization: `Bearer ${as}` }) },
    ...(body === undefined ? {} : { payload: body }),
  })
const post = (path: string, body: object, as: string | null = bearer) => ask(path, { method: 'POST', body, as })
const me = async () => (await ask('/me')).json().person
const lastAudit = async (count = 1) => (await api.open.store.audit.page(null, count)).items.toReversed()

/** Switches the second factor on. */
async function enrol() {
  const { ticket, secret, uri } = (await post('/me/second-factor', { password })).json()
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  const { recoveryCodes } = (await post('/me/second-factor/confirm', { ticket, code })).json()
  return { secret, uri, recoveryCodes: recoveryCodes as string[] }
}

describe('one’s own profile', () => {
  it('has a name, a language and a theme, and nothing else can be changed by it', async () => {
    const change = { name: 'Anna Alt', language: 'de', theme: 'dark' }
    expect((await ask('/me', { method: 'PATCH', body: change })).json()).toMatchObject({ ...change, username, role: 'experimenter' })
    expect((await ask('/me', { method: 'PATCH', body: { theme: null } })).json()).toMatchObject({ ...change, theme: null })
    const before = await me()
    for (const more of [
      { role: 'super-user' },
      { username: 'root' },
      { email: 'other@example.org' },
      { instanceQuota: 99 },
      { active: true },
      { id: 'x' },
      { user: 'super' },
      { banned: false },
      { name: '' },
      { language: 'fr' },
      { theme: 'pink' },
    ]) {
      const answer = await ask('/me', { method: 'PATCH', body: { ...change, ...more } })
      expect([more, answer.statusCode]).toEqual([more, 400])
    }
    expect(await me()).toEqual(before)
  })

  it('is nothing that the server itself has', async () => {
    const answer = await api.server.inject({ method: 'PATCH', url: '/api/v1/me', payload: { name: 'x' } })
    expect(answer.json()).toMatchObject({ code: 'not_allowed', detail: 'The server itself has no account. Sign in as a person.' })
  })
})

describe('a new password', () => {
  const next = 'quite another password'

  it('leaves the page that asked with a token of its own, and nobody else', async () => {
    const other = await api.signIn(username)
    const answer = await post('/me/password', { current: password, next })
    expect(answer.statusCode).toBe(200)
    expect([answer.headers['set-cookie']].flat().map((cookie) => cookie?.split('=')[0])).toEqual(['otm', 'otm-known'])
    for (const old of [bearer, other]) expect((await ask('/me', { as: old })).statusCode).toBe(401)
    expect((await ask('/me', { as: answer.json().token })).json().username).toBe(username)
    expect(await lastAudit()).toMatchObject([
      { who: username, action: 'me.password', thing: `person:${username}`, result: 'allowed', detail: null },
    ])
  })

  it('is not set from a page of somebody else, or with an API token', async () => {
    const body = { current: password, next }
    const foreign = await ask('/me/password', { method: 'POST', body, headers: { origin: 'http://otree1.localhost:8000' } })
    expect(foreign.json()).toMatchObject({ code: 'not_allowed', status: 403 })
    expect((await post('/me/password', body, await api.token(username, 'all'))).statusCode).toBe(403)
    expect((await ask('/me/password', { method: 'POST', body, as: null, headers: { cookie: 'otm=x' } })).statusCode).toBe(401)
    expect((await post('/sign-in', { username, password }, null)).statusCode).toBe(200)
  })

  it('is told which field is wrong', async () => {
    expect((await post('/me/password', { current: 'wrong', next })).json()).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'current' }],
    })
    expect((await post('/me/password', { current: password, next: 'Manchester2026' })).json()).toMatchObject({ issues: [{ path: 'next' }] })
  })
})

describe('a second factor', () => {
  it('is asked for at the next sign-in, whose first half gives no cookie', async () => {
    expect((await ask('/me/second-factor')).json()).toEqual({ since: null, recoveryCodesLeft: 0 })
    const { uri, secret, recoveryCodes } = await enrol()
    expect(uri).toContain(`oTree%20Manager:${username}`)
    expect((await ask('/me/second-factor')).json()).toMatchObject({ since: expect.any(String), recoveryCodesLeft: 10 })

    const half = await post('/sign-in', { username, password }, null)
    expect(half.json()).toEqual({ next: 'second-factor', ticket: expect.any(String), expiresAt: expect.any(String) })
    expect(half.headers['set-cookie']).toBeUndefined()
    const { ticket } = half.json()
    expect((await ask('/me', { as: ticket })).statusCode).toBe(401)
    const wrong = await post('/sign-in/second-factor', { ticket, code: '000000' }, null)
    expect(wrong.json()).toMatchObject({ code: 'not_signed_in', detail: expect.stringContaining('This code is wrong') })
    const whole = await post('/sign-in/second-factor', { ticket, code: recoveryCodes[0] ?? '' }, null)
    expect(whole.json()).toEqual({ username })
    expect(String(whole.headers['set-cookie'])).toMatch(/^otm=/)
    expect((await ask('/me/second-factor')).json()).toMatchObject({ recoveryCodesLeft: 9 })

    expect((await lastAudit(3)).map(({ who, action, thing, result, detail }) => [who, action, thing, result, detail])).toEqual([
      [null, 'sign-in', `person:${username}`, 'allowed', 'wants the second factor'],
      [null, 'sign-in', `person:${username}`, 'refused', 'not_signed_in'],
      [username, 'sign-in', `person:${username}`, 'allowed', 'second factor'],
    ])
    const log = JSON.stringify((await api.open.store.audit.page(null, 1000)).items)
    for (const hidden of [secret, ticket, ...recoveryCodes]) expect(log).not.toContain(hidden)
  })

  it('wants the password before it is made, renewed or switched off', async () => {
    for (const path of ['/me/second-factor', '/me/second-factor/recovery-codes', '/me/second-factor/off', '/me/passkeys/begin']) {
      const answer = await post(path, { password: 'wrong password' })
      expect(answer.json()).toMatchObject({ code: 'invalid_input', issues: [{ path: 'password', message: 'This is not your password.' }] })
    }
    const { recoveryCodes } = await enrol()
    const renewed = (await post('/me/second-factor/recovery-codes', { password })).json().recoveryCodes
    expect(renewed).not.toEqual(recoveryCodes)
    expect((await post('/me/second-factor/off', { password })).statusCode).toBe(204)
    expect((await post('/sign-in', { username, password }, null)).json()).toEqual({ username })
  })

  it('is switched off by a super-user, who is written down', async () => {
    await enrol()
    expect((await ask('/people/super/second-factor', { method: 'DELETE' })).statusCode).toBe(404)
    expect((await ask(`/people/${username}/second-factor`, { method: 'DELETE', as: superUser })).statusCode).toBe(204)
    expect(await lastAudit()).toMatchObject([
      { who: 'super', action: 'person.second-factor', thing: `person:${username}`, result: 'allowed' },
    ])
    expect((await post('/sign-in', { username, password }, null)).json()).toEqual({ username })
  })
})

describe('passkeys', () => {
  const key = () => new Authenticator('http://localhost:8000')

  async function add(authenticator = key()) {
    const { ticket, options } = (await post('/me/passkeys/begin', { password })).json()
    const created = await post('/me/passkeys', { ticket, name: 'Phone', response: authenticator.create(options) })
    return { created, authenticator }
  }

  it('are added, listed, let in by themselves even where a second factor is on, and are removed', async () => {
    const { created, authenticator } = await add()
    expect(created.json()).toEqual({ id: expect.stringMatching(/^w/), name: 'Phone', createdAt: expect.any(String), lastUsedAt: null })
    await enrol()
    const { ticket, options } = (await ask('/sign-in/passkey/begin', { method: 'POST', as: null })).json()
    const signedIn = await post('/sign-in/passkey', { ticket, response: authenticator.get(options) }, null)
    expect(signedIn.json()).toEqual({ username })
    expect(String(signedIn.headers['set-cookie'])).toMatch(/^otm=/)
    expect(await lastAudit()).toMatchObject([{ who: username, action: 'sign-in', detail: 'passkey', result: 'allowed' }])
    const { items, possible } = (await ask('/me/passkeys')).json()
    expect([possible, items.length, items[0].lastUsedAt]).toEqual([true, 1, expect.any(String)])
    const rename = (as?: string) =>
      ask(`/me/passkeys/${items[0].id}`, { method: 'PATCH', body: { name: ' Old phone ' }, ...(as ? { as } : {}) })
    expect((await rename(superUser)).json()).toMatchObject({ code: 'conflict' })
    expect((await rename()).json()).toEqual({ ...items[0], name: 'Old phone' })
    expect((await ask('/me/passkeys')).json().items).toMatchObject([{ name: 'Old phone' }])
    expect((await ask(`/me/passkeys/${items[0].id}`, { method: 'DELETE', as: superUser })).statusCode).toBe(204)
    expect((await ask('/me/passkeys')).json().items).toHaveLength(1)
    expect((await ask(`/me/passkeys/${items[0].id}`, { method: 'DELETE' })).statusCode).toBe(204)
    expect((await ask('/me/passkeys')).json().items).toEqual([])
  })

  it('that a browser answers nonsense for are not added', async () => {
    const { ticket } = (await post('/me/passkeys/begin', { password })).json()
    const response = {
      id: 'x',
      rawId: 'x',
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON: 'e30', attestationObject: 'oA' },
    }
    expect((await post('/me/passkeys', { ticket, name: 'x', response })).json()).toMatchObject({ code: 'invalid_input' })
    const { ticket: second } = (await ask('/sign-in/passkey/begin', { method: 'POST', as: null })).json()
    const answer = { ...response, response: { clientDataJSON: 'e30', authenticatorData: 'oA', signature: 'oA' } }
    expect((await post('/sign-in/passkey', { ticket: second, response: answer }, null)).json()).toMatchObject({ code: 'not_signed_in' })
  })
})

describe('one’s own sign-ins', () => {
  it('are listed with the one that asks, and ended one by one or all others at once', async () => {
    const [second, third] = [await api.signIn(username), await api.signIn(username)]
    const list = async (as = bearer) => (await ask('/me/sign-ins', { as })).json().items as { id: string; current: boolean }[]
    expect((await list()).filter(({ current }) => current)).toHaveLength(1)
    const id = (await list(second)).find(({ current }) => current)?.id
    expect((await ask(`/me/sign-ins/${id}`, { method: 'DELETE', as: superUser })).statusCode).toBe(204)
    expect((await ask('/me', { as: second })).statusCode).toBe(200)
    expect((await ask(`/me/sign-ins/${id}`, { method: 'DELETE' })).statusCode).toBe(204)
    expect((await ask('/me', { as: second })).statusCode).toBe(401)
    expect((await ask('/me/sign-ins', { method: 'DELETE' })).statusCode).toBe(204)
    expect((await ask('/me', { as: third })).statusCode).toBe(401)
    expect(await list()).toMatchObject([{ current: true }])
  })

  it('tell browser, system and address', async () => {
    const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
    const headers = { 'user-agent': agent, 'x-forwarded-for': '203.0.113.1, 192.0.2.7' }
    await ask('/sign-in', { method: 'POST', as: null, headers, body: { username, password } })
    const { items } = (await ask('/me/sign-ins')).json()
    expect(items).toContainEqual(expect.objectContaining({ browser: 'Firefox 128', system: 'Linux', address: '192.0.2.7', current: false }))
  })
})

it('a new password ends at once what pages elsewhere hear, and not the page that sets it', async () => {
  const listen = async (token: string) => {
    const seen = { heard: [] as string[], isClosed: false }
    const onInit = (socket: WebSocket): void => {
      socket.on('message', (data) => seen.heard.push(JSON.parse(String(data)).topic))
      socket.on('close', () => {
        seen.isClosed = true
      })
    }
    const socket = await api.app.injectWS('/api/v1/live', {}, { onInit })
    socket.send(JSON.stringify({ token }))
    await waitUntil('the welcome', () => seen.heard[0] === 'everything')
    return { seen, socket }
  }
  const [here, elsewhere] = [await listen(bearer), await listen(await api.signIn(username))]
  expect((await post('/me/password', { current: password, next: 'quite another password' })).statusCode).toBe(200)
  await waitUntil('the end of the page elsewhere', () => elsewhere.seen.isClosed)
  api.deps.events.publish({ topic: 'keys', owner: username })
  await waitUntil('the page hears on', () => here.seen.heard.includes('keys'))
  expect(here.seen).toEqual({ heard: ['everything', 'keys'], isClosed: false })
  here.socket.terminate()
})

it('tells people what they did lately, and nothing that others did', async () => {
  await ask('/me', { method: 'PATCH', body: { name: 'Neu' } })
  await ask('/people/super/reset', { method: 'POST' })
  await ask(`/people/${username}/reset`, { method: 'POST', as: superUser })
  const { items } = (await ask('/me/activity?limit=2')).json()
  expect(items.map(({ who, action, result }: Record<string, string>) => [who, action, result])).toEqual([
    [username, 'person.reset', 'refused'],
    [username, 'me.update', 'allowed'],
  ])
})

it('tells nobody what was done by who had the username before', async () => {
  await ask('/me', { method: 'PATCH', body: { name: 'Neu' } })
  await ask(`/people/${username}`, { method: 'DELETE', as: superUser })
  const successor = await api.person(username)
  await ask('/me', { method: 'PATCH', body: { theme: 'dark' }, as: successor })
  const { items } = (await ask('/me/activity', { as: successor })).json()
  expect(items.map(({ detail }: Record<string, string>) => detail)).toEqual(['theme'])
})

it('says of an API token that has expired, is not known or whose person is not active what to do', async () => {
  const create = (expiresAt: string | null) =>
    api.open.store.tokens.create({ username: username as never, name: 'old laptop', scope: 'all', expiresAt })
  const faultOf = async (token: string) => (await ask('/me', { as: token })).json()
  const expired = await create('2020-01-31T00:00:00.000Z')
  const detail = 'The API token "old laptop" expired on 2020-01-31. Make a new one on the page of your account, or with: otm token create'
  expect(await faultOf(expired.token)).toEqual({ code: 'not_signed_in', status: 401, detail })
  expect(await faultOf(`${expired.token}x`)).toMatchObject({ detail: expect.stringContaining('is one of another manager') })
  const valid = await create(null)
  expect(await faultOf(valid.token)).toMatchObject({ username })
  await api.accounts.people.update(username as never, { active: false })
  expect(await faultOf(valid.token)).toMatchObject({ detail: 'The person of this API token is not active any more. Ask a super-user.' })
})
