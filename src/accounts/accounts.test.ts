import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InstanceSecrets } from '../domain/instance.ts'
import { toInstanceName, toUsername } from '../domain/names.ts'
import { type OpenStore, openStore } from '../store/open-store.ts'
import { type Accounts, openAccounts } from './accounts.ts'
import type { SignedIn } from './sessions.ts'
import { isSignedIn, type SignInOutcome } from './sign-in.ts'
import { noBrowser } from './visitor.ts'

const anna = { username: 'anna-maria.k', name: 'Anna', email: 'Anna@Example.org', password: 'correct horse battery' }
const secrets: InstanceSecrets = { adminPassword: 'a', restKey: 'b', secretKey: 'c', databasePassword: 'd', databaseAdminPassword: 'e' }
const secretOf = (url: string): string => new URL(url).hash.slice(1)
const toCookie = (cookies: readonly string[]): string => cookies.map((cookie) => cookie.split(';')[0]).join('; ')

let directory: string
let open: OpenStore
let accounts: Accounts
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-accounts-'))
  open = await openStore({ dataDir: directory })
  accounts = await openAccounts({ ...open, publicUrl: 'http://localhost:8000' })
})
afterEach(async () => {
  await open.store.close()
  await rm(directory, { recursive: true })
})

const makeSuperUser = () => accounts.createFirstSuperUser(anna, null)
/** With a password that must be enough. */
const signIn = async (login: string, password: string): Promise<SignedIn> =>
  toSignedIn(await accounts.signIn.withPassword({ login, password }, noBrowser))
const acceptLink = async (token: string, password: string): Promise<SignedIn> => toSignedIn(await accounts.acceptLink(token, password))
function toSignedIn(outcome: SignInOutcome): SignedIn {
  if (!isSignedIn(outcome)) throw new Error('A second factor is wanted.')
  return outcome
}
const invite = async (username: string): Promise<string> => {
  const { invitation } = await accounts.createPerson({ username, name: username, email: `${username}@example.org`, role: 'experimenter' })
  return secretOf(invitation.url)
}

describe('the first super-user', () => {
  it('comes in by the link of the newest start only', async () => {
    const older = await accounts.createSetupUrl()
    const newer = await accounts.createSetupUrl()
    expect(newer.url).toMatch(/^http:\/\/localhost:8000\/setup#/)
    await expect(accounts.createFirstSuperUser(anna, secretOf(older.url))).rejects.toMatchObject({ code: 'not_allowed' })
    expect(await accounts.createFirstSuperUser(anna, secretOf(newer.url))).toMatchObject({ username: anna.username })
    expect(await open.store.people.get(toUsername(anna.username))).toMatchObject({
      role: 'super-user',
      email: 'anna@example.org',
      active: true,
      hasPassword: true,
      language: null,
      theme: null,
      instanceQuota: 0,
    })
  })

  it('is made once, also by two at the same moment', async () => {
    const { url } = await accounts.createSetupUrl()
    const results = await Promise.allSettled([
      accounts.createFirstSuperUser(anna, secretOf(url)),
      accounts.createFirstSuperUser({ ...anna, username: 'berta', email: 'berta@example.org' }, secretOf(url)),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(await open.store.people.countSuperUsers()).toBe(1)
    expect(await accounts.isSetupNeeded()).toBe(false)
  })

  it('leaves the link usable when the password is refused', async () => {
    const { url } = await accounts.createSetupUrl()
    await expect(accounts.createFirstSuperUser({ ...anna, password: 'short' }, secretOf(url))).rejects.toThrow('at least 10 characters')
    await expect(accounts.createFirstSuperUser({ ...anna, password: 'anna-maria.k12' }, secretOf(url))).rejects.toThrow('the username')
    expect(await accounts.createFirstSuperUser(anna, secretOf(url))).toBeDefined()
  })
})

describe('signing in', () => {
  it('works with username and with e-mail address, and gives a cookie that scripts cannot read', async () => {
    await makeSuperUser()
    const { cookies } = await signIn('ANNA@example.org', anna.password)
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual(['otm', 'otm-known'])
    expect(cookies[0]).toMatch(/^otm=.*; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/)
    const found = await accounts.sessions.find(toCookie(cookies))
    expect(found?.session).toMatchObject({ username: anna.username, role: 'super-user' })
  })

  it('says the same for a wrong password and for an unknown person', async () => {
    await makeSuperUser()
    const wrong = await signIn(anna.username, 'wrong password').catch((error: Error) => error)
    const unknown = await signIn('nobody', 'wrong password').catch((error: Error) => error)
    expect(wrong).toEqual(unknown)
    expect(wrong).toMatchObject({ code: 'not_signed_in' })
  })

  it('ends at sign-out, on deactivation, and knows a lost role at once', async () => {
    await makeSuperUser()
    await acceptLink(await invite('berta'), 'the password of berta')
    await accounts.people.update(toUsername('berta'), { role: 'super-user' })
    const cookie = toCookie((await signIn('berta', 'the password of berta')).cookies)
    expect((await accounts.sessions.find(cookie))?.session.role).toBe('super-user')
    await accounts.people.update(toUsername('berta'), { role: 'experimenter' })
    const found = await accounts.sessions.find(cookie)
    expect(found?.session.role).toBe('experimenter')
    await accounts.sessions.end(found?.session.id ?? '')
    expect(await accounts.sessions.find(cookie)).toBeUndefined()

    const again = toCookie((await signIn('berta', 'the password of berta')).cookies)
    await accounts.people.update(toUsername('berta'), { active: false })
    expect(await accounts.sessions.find(again)).toBeUndefined()
    await expect(signIn('berta', 'the password of berta')).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  it('takes no cookie with a forged signature', async () => {
    const { cookies } = await makeSuperUser()
    const [token] = toCookie(cookies).slice('otm='.length).split('.')
    expect(await accounts.sessions.find(`otm=${token}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D`)).toBeUndefined()
    expect(await accounts.sessions.find(`otm=${token}`)).toBeUndefined()
  })

  it('binds the cookie to the host when there is TLS', async () => {
    const secure = await openAccounts({ ...open, publicUrl: 'https://lab.example.org' })
    const { cookies } = await secure.createFirstSuperUser(anna, null)
    expect(cookies[0]).toMatch(/^__Host-otm=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  })
})

describe('links that work once', () => {
  it('lead to a password and to being signed in, once', async () => {
    await makeSuperUser()
    const token = await invite('berta')
    expect(await accounts.readLink(token)).toMatchObject({ purpose: 'invitation', username: 'berta' })
    const { cookies } = await acceptLink(token, 'the password of berta')
    expect((await accounts.sessions.find(toCookie(cookies)))?.session.username).toBe('berta')
    await expect(accounts.acceptLink(token, 'another password')).rejects.toMatchObject({ code: 'not_found' })
    expect(await signIn('berta', 'the password of berta')).toBeDefined()
  })

  it('end the sign-ins of before when they set a new password', async () => {
    const { cookies } = await makeSuperUser()
    const { url } = await accounts.createResetUrl(toUsername(anna.username))
    expect(url).toMatch(/\/reset#/)
    await accounts.acceptLink(secretOf(url), 'quite another password')
    expect(await accounts.sessions.find(toCookie(cookies))).toBeUndefined()
    await expect(signIn(anna.username, anna.password)).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  it.each([
    ['another address', { email: 'elsewhere@example.org' }, false],
    ['the same address', { email: 'Berta@Example.org', name: 'B.' }, true],
  ])('given %s, %o, work: %s', async (_what, change, works) => {
    await makeSuperUser()
    const token = await invite('berta')
    await accounts.people.update(toUsername('berta'), change)
    if (works) expect(await accounts.readLink(token)).toMatchObject({ username: 'berta' })
    else await expect(accounts.readLink(token)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('do not open an account again that was switched off meanwhile', async () => {
    await makeSuperUser()
    const token = await invite('berta')
    for (const active of [false, true]) await accounts.people.update(toUsername('berta'), { active })
    await expect(accounts.readLink(token)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('do not outlive a password that was set without them', async () => {
    await makeSuperUser()
    const { url } = await accounts.createResetUrl(toUsername(anna.username))
    const person = await open.store.people.get(toUsername(anna.username))
    await accounts.changePassword(person, { current: anna.password, next: 'quite another password' }, noBrowser)
    await expect(accounts.readLink(secretOf(url))).rejects.toMatchObject({ code: 'not_found' })
  })

  it('are made anew by whoever forces a new password', async () => {
    await makeSuperUser()
    const { url: before } = await accounts.createResetUrl(toUsername(anna.username))
    const { url } = await accounts.forceNewPassword(toUsername(anna.username))
    await expect(accounts.readLink(secretOf(before))).rejects.toMatchObject({ code: 'not_found' })
    expect(await accounts.readLink(secretOf(url))).toMatchObject({ purpose: 'reset' })
  })

  it('do not work for people who were deactivated or deleted', async () => {
    await makeSuperUser()
    const token = await invite('berta')
    await accounts.people.update(toUsername('berta'), { active: false })
    await expect(accounts.acceptLink(token, 'the password of berta')).rejects.toMatchObject({ code: 'not_found' })
    await accounts.people.remove(toUsername('berta'))
    await expect(accounts.readLink(token)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('people', () => {
  it('have usernames and addresses of their own', async () => {
    await makeSuperUser()
    await invite('berta')
    await expect(invite('berta')).rejects.toMatchObject({ code: 'name_taken' })
    for (const alike of ['Berta', 'b-e-r-t-a']) await expect(invite(alike), alike).rejects.toMatchObject({ code: 'name_taken' })
    await expect(invite('BERTA')).rejects.toThrow('looks like "berta"')
    await expect(invite('Carla')).rejects.toMatchObject({ code: 'invalid_input' })
    const other = accounts.createPerson({ username: 'carl', name: 'Carl', email: 'BERTA@example.org', role: 'experimenter' })
    await expect(other).rejects.toMatchObject({ code: 'conflict' })
  })

  it.each(['server', 's-e-r-v-e-r', 'nobody', 'an0nymous'])('are not called %s', async (username) => {
    await expect(invite(username)).rejects.toMatchObject({ code: 'name_reserved' })
    await expect(accounts.createFirstSuperUser({ ...anna, username }, null)).rejects.toMatchObject({ code: 'name_reserved' })
  })

  it('never lose their last super-user, also not by two requests at once', async () => {
    await makeSuperUser()
    await invite('berta')
    await accounts.people.update(toUsername('berta'), { role: 'super-user' })
    const results = await Promise.allSettled([
      accounts.people.update(toUsername(anna.username), { role: 'experimenter' }),
      accounts.people.remove(toUsername('berta')),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(await open.store.people.countSuperUsers()).toBe(1)
  })

  it('are not deleted while they own instances, in the trash or not', async () => {
    await makeSuperUser()
    await invite('berta')
    await open.store.instances.create({ name: toInstanceName('otree1'), owner: toUsername('berta'), secrets })
    await expect(accounts.people.remove(toUsername('berta'))).rejects.toThrow('owns instances: otree1')
    expect(await open.store.people.find(toUsername('berta'))).toBeDefined()
  })
})

describe('tokens of pages', () => {
  it('name their sign-in until they expire, and survive a restart', async () => {
    const { cookies } = await makeSuperUser()
    const found = await accounts.sessions.find(toCookie(cookies))
    if (!found) throw new Error('not signed in')
    const { token } = accounts.pageTokens.issue(found.session)
    const restarted = await openAccounts({ ...open, publicUrl: 'http://localhost:8000' })
    expect(restarted.pageTokens.verify(token)).toBe(found.session.id)
    expect(restarted.pageTokens.verify(`${token}x`)).toBeUndefined()
    expect(restarted.pageTokens.verify(token.replace(found.session.id, 'other'))).toBeUndefined()
  })
})
