import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ManagerError } from '../domain/error.ts'
import type { Person } from '../domain/person.ts'
import { Passwords } from './passwords.ts'
import { isSignedIn, type SecondFactorWanted, type SignInOutcome } from './sign-in.ts'
import { type TemporaryAccounts, temporaryAccounts, testPassword } from './testing/temporary-accounts.ts'
import { noBrowser } from './visitor.ts'

let temporary: TemporaryAccounts
let anna: Person
beforeEach(async () => {
  temporary = await temporaryAccounts()
  anna = await temporary.person('anna')
})
afterEach(() => temporary.open.remove())

const signIn = (login: string, password = testPassword, cookie?: string) =>
  temporary.accounts.signIn.withPassword({ login, password }, { ...noBrowser, cookie })
const refusal = (login: string, password = testPassword) => signIn(login, password).catch((error: Error) => error)
const toCookieHeader = (outcome: SignInOutcome): string =>
  isSignedIn(outcome) ? outcome.cookies.map((cookie) => cookie.split(';')[0]).join('; ') : ''
const linkFor = async () => new URL((await temporary.accounts.createResetUrl(anna.username)).url).hash.slice(1)

/** Switches the second factor on. @returns recovery codes, which work once each */
async function enrol(): Promise<readonly string[]> {
  const { ticket, secret } = temporary.accounts.secondFactors.begin(anna)
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  return temporary.accounts.secondFactors.confirm(anna, { ticket, code })
}

function wanted(outcome: SignInOutcome): SecondFactorWanted {
  if (isSignedIn(outcome)) throw new Error('Let in without a second factor.')
  return outcome
}

describe('a password', () => {
  it('is refused alike, whatever the reason', async () => {
    const berta = await temporary.person('berta')
    await temporary.accounts.people.update(berta.username, { active: false })
    await temporary.accounts.createPerson({ username: 'carl', name: 'Carl', email: 'carl@example.org', role: 'experimenter' })
    const wrong = await refusal('anna', 'wrong password')
    expect(wrong).toMatchObject({ code: 'not_signed_in', message: 'Username or password is wrong.' })
    expect(await refusal('berta', 'wrong password')).toEqual(wrong)
    for (const login of ['carl', 'nobody', 'nobody@example.org', 'x', "' or 1=1 --", 'a'.repeat(254)]) {
      expect(await refusal(login)).toEqual(wrong)
    }
  })

  it('tells whoever knows it that the account is deactivated', async () => {
    const berta = await temporary.person('berta')
    await temporary.accounts.people.update(berta.username, { active: false })
    for (const login of ['berta', 'berta@example.org'])
      expect(await refusal(login)).toMatchObject({ code: 'not_signed_in', message: 'This account is deactivated. Ask a super-user.' })
  })

  it('makes strangers wait after wrong ones, but not somebody in a browser in which they were signed in before', async () => {
    const known = toCookieHeader(await signIn('anna'))
    for (let attempt = 0; attempt < 6; attempt++) await refusal('anna', 'wrong password')
    expect(await refusal('anna')).toMatchObject({ code: 'too_many_attempts' })
    expect(await refusal('ANNA')).toMatchObject({ code: 'too_many_attempts' })
    expect(isSignedIn(await signIn('anna', testPassword, known))).toBe(true)
    expect(await refusal('anna')).toMatchObject({ code: 'too_many_attempts' })
  })

  it('does not tell by its wait which address belongs to which username, and what was wrong is forgiven for both', async () => {
    const guess = (login: string) => signIn(login, 'wrong password').catch((error: { code: string }) => error.code)
    for (let attempt = 0; attempt < 6; attempt++) expect(await guess('anna')).toBe('not_signed_in')
    for (const address of ['anna@example.org', 'other@example.org'])
      for (let attempt = 0; attempt < 6; attempt++) expect([address, await guess(address)]).toEqual([address, 'not_signed_in'])
    for (const login of ['anna', 'anna@example.org', 'Other@example.org']) expect(await guess(login)).toBe('too_many_attempts')
    await temporary.accounts.acceptLink(await linkFor(), 'quite another password')
    for (const login of ['anna', 'Anna@example.org']) expect(isSignedIn(await signIn(login, 'quite another password'))).toBe(true)
  })

  it('can be guessed in a known browser no faster than elsewhere', async () => {
    const known = toCookieHeader(await signIn('anna'))
    const guess = () => signIn('anna', 'wrong password', known).catch((error: { code: string }) => error.code)
    for (let attempt = 0; attempt < 6; attempt++) expect(await guess()).toBe('not_signed_in')
    expect(await guess()).toBe('too_many_attempts')
    expect(isSignedIn(await signIn('anna'))).toBe(true)
  })

  it('is waited for by strangers as long as before in a browser that knew the person with another password', async () => {
    const stolen = toCookieHeader(await signIn('anna'))
    const known = toCookieHeader(await temporary.accounts.acceptLink(await linkFor(), 'quite another password'))
    for (let attempt = 0; attempt < 6; attempt++) await refusal('anna', 'wrong password')
    await expect(signIn('anna', 'quite another password', stolen)).rejects.toMatchObject({ code: 'too_many_attempts' })
    expect(isSignedIn(await signIn('anna', 'quite another password', known))).toBe(true)
  })

  it('counts as wrong only when somebody looked at it', async () => {
    const crowded = new ManagerError('too_many_attempts', 'Too many people sign in at this moment.')
    const findRight = vi.spyOn(Passwords.prototype, 'findRight')
    for (let attempt = 0; attempt < 12; attempt++) findRight.mockRejectedValueOnce(crowded)
    for (let attempt = 0; attempt < 12; attempt++) expect(await refusal('anna')).toBe(crowded)
    expect(isSignedIn(await signIn('anna'))).toBe(true)
  })

  it('of somebody who is signed in is looked at while strangers have taken all places', async () => {
    const flood = Array.from({ length: 43 }, (_, at) => refusal(`nobody-${at}`, 'wrong password'))
    const end = Promise.all(flood).then(() => 'the flood is over')
    const surely = temporary.accounts.signIn.assertOwnPassword(anna, { field: 'password', password: testPassword })
    expect(await Promise.race([end, surely])).toMatch(/^[0-9a-f]+:/) // the stored hash
    const codes = (await Promise.all(flood)).map((error) => (error as ManagerError).code)
    expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(1)
  })

  it('begins a new sign-in each time, whatever cookie the browser sends', async () => {
    const planted = toCookieHeader(await signIn('anna'))
    const { sessions } = temporary.accounts
    const before = (await sessions.find(planted))?.session.id
    const after = await signIn('anna', testPassword, planted)
    expect(isSignedIn(after) && after.session.id).not.toBe(before)
    expect((await sessions.find(toCookieHeader(after)))?.session.id).not.toBe(before)
    const madeUp = await signIn('anna', testPassword, 'otm=planted.by-a-stranger')
    expect(toCookieHeader(madeUp)).not.toContain('planted')
  })
})

describe('a second factor', () => {
  it('is wanted after the password, and half a sign-in is none', async () => {
    const [code = ''] = await enrol()
    const { ticket } = wanted(await signIn('anna'))
    expect(await temporary.accounts.signIns.list(anna.id)).toHaveLength(1) // the one of the invitation
    const signedIn = await temporary.accounts.signIn.withCode({ ticket, code }, noBrowser)
    expect((await temporary.accounts.sessions.find(toCookieHeader(signedIn)))?.session.username).toBe('anna')
  })

  it('has tickets that work once, and end with the password', async () => {
    const [first = '', second = '', third = ''] = await enrol()
    const { signIn: entrance } = temporary.accounts
    const { ticket } = wanted(await signIn('anna'))
    await entrance.withCode({ ticket, code: first }, noBrowser)
    await expect(entrance.withCode({ ticket, code: second }, noBrowser)).rejects.toMatchObject({ code: 'not_signed_in' })
    const old = wanted(await signIn('anna'))
    await temporary.accounts.acceptLink(await linkFor(), 'quite another password')
    await expect(entrance.withCode({ ticket: old.ticket, code: third }, noBrowser)).rejects.toThrow('Sign in with your password again')
  })

  it('does not let in somebody who was closed out meanwhile', async () => {
    const [code = ''] = await enrol()
    const { ticket } = wanted(await signIn('anna'))
    await temporary.accounts.people.update(anna.username, { active: false })
    await expect(temporary.accounts.signIn.withCode({ ticket, code }, noBrowser)).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  it('cannot be guessed: each wrong code makes the next one wait, also with a new ticket', async () => {
    const [code = ''] = await enrol()
    const guess = async () => {
      const { ticket } = wanted(await signIn('anna'))
      return temporary.accounts.signIn.withCode({ ticket, code: '000000' }, noBrowser).catch((error: { code: string }) => error.code)
    }
    for (let attempt = 0; attempt < 6; attempt++) expect(await guess()).toBe('not_signed_in')
    expect(await guess()).toBe('too_many_attempts')
    const { ticket } = wanted(await signIn('anna'))
    await expect(temporary.accounts.signIn.withCode({ ticket, code }, noBrowser)).rejects.toMatchObject({ code: 'too_many_attempts' })
  })

  it('cannot be guessed faster in browsers that know the person, of which each sign-in makes one', async () => {
    const [first = '', second = ''] = await enrol()
    const { ticket } = wanted(await signIn('anna'))
    const known = toCookieHeader(await temporary.accounts.signIn.withCode({ ticket, code: first }, noBrowser))
    const type = async (code: string, cookie?: string) => {
      const half = wanted(await signIn('anna', testPassword, known))
      return temporary.accounts.signIn.withCode({ ticket: half.ticket, code }, { ...noBrowser, cookie })
    }
    for (let attempt = 0; attempt < 6; attempt++) await expect(type('000000')).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect(type(second, known)).rejects.toMatchObject({ code: 'too_many_attempts' })
  })

  it('is still asked for after a new password by a link', async () => {
    const [code = ''] = await enrol()
    const { ticket } = wanted(await temporary.accounts.acceptLink(await linkFor(), 'quite another password'))
    expect(await temporary.accounts.signIns.list(anna.id)).toEqual([])
    expect((await temporary.accounts.signIn.withCode({ ticket, code }, noBrowser)).username).toBe('anna')
  })

  it('is switched off by others only together with passkeys', async () => {
    await enrol()
    await temporary.open.passkeys.add({ userId: anna.id, name: 'x', credentialId: 'c', publicKey: 'p', counter: 0, transports: [] })
    await temporary.accounts.removeSecondFactors(anna.username)
    expect(await temporary.accounts.passkeys.list(anna.id)).toEqual([])
    expect(isSignedIn(await signIn('anna'))).toBe(true)
  })
})

describe('a change of the password', () => {
  const change = (current: string, next: string) => temporary.accounts.changePassword(anna, { current, next }, noBrowser)

  it('ends all sign-ins and begins the one anew from which it is made', async () => {
    const before = [await signIn('anna'), await signIn('anna')].map(toCookieHeader)
    const changed = await change(testPassword, 'quite another password')
    for (const cookie of before) expect(await temporary.accounts.sessions.find(cookie)).toBeUndefined()
    expect((await temporary.accounts.sessions.find(toCookieHeader(changed)))?.session.id).toBe(changed.session.id)
    expect(await temporary.accounts.signIns.list(anna.id)).toHaveLength(1)
    expect(await refusal('anna')).toMatchObject({ code: 'not_signed_in' })
    expect(isSignedIn(await signIn('anna', 'quite another password'))).toBe(true)
  })

  it('wants the current password, slows guesses down, and names the field', async () => {
    const wrong = { code: 'invalid_input', facts: { issues: [{ path: 'current', message: 'This is not your password.' }] } }
    for (let attempt = 0; attempt < 6; attempt++) await expect(change('wrong', 'quite another password')).rejects.toMatchObject(wrong)
    await expect(change(testPassword, 'quite another password')).rejects.toMatchObject({ code: 'too_many_attempts' })
  })

  it('takes only another one, and says so to nobody who does not know it', async () => {
    const toMessages = (error: unknown) => (error as { facts: { issues: readonly object[] } }).facts.issues
    const same = await change(testPassword, testPassword).catch(toMessages)
    expect(same).toEqual([{ path: 'next', message: 'This is the password that you have. Choose another one.' }])
    expect(await change('not the password', 'not the password').catch(toMessages)).toMatchObject([{ path: 'current' }])
    expect(isSignedIn(await signIn('anna'))).toBe(true)
  })

  it('takes no weak one', async () => {
    const weak = { code: 'invalid_input', facts: { issues: [{ path: 'next' }] } }
    for (const next of ['short', 'anna@example.org', 'Manchester2026']) await expect(change(testPassword, next)).rejects.toMatchObject(weak)
    expect(isSignedIn(await signIn('anna'))).toBe(true)
  })
})

describe('a new password while somebody is just signing in with the old one', () => {
  const changed = { code: 'not_signed_in', message: 'The password was changed at this moment. Sign in with the new one.' }
  const sessionOwners = async () => (await temporary.accounts.signIns.list(anna.id)).length
  /** Has a step of signing in wait until there is a new password. */
  async function changeBefore<K extends string>(step: { readonly [name in K]: unknown }, name: K): Promise<void> {
    const original = (step[name] as (...args: unknown[]) => unknown).bind(step)
    const token = await linkFor()
    vi.spyOn(step as { [name: string]: (...args: unknown[]) => unknown }, name).mockImplementationOnce(async (...args) => {
      await temporary.accounts.acceptLink(token, 'quite another password')
      return original(...args)
    })
  }

  it('leaves them outside', async () => {
    await changeBefore(temporary.accounts.sessions, 'begin')
    await expect(signIn('anna')).rejects.toMatchObject(changed)
    expect(await sessionOwners()).toBe(1) // who chose the new one
  })

  it('gives no ticket for the second factor', async () => {
    await enrol()
    await changeBefore(temporary.accounts.secondFactors, 'isOn')
    await expect(signIn('anna')).rejects.toMatchObject(changed)
  })

  it('leaves them outside also after the right code', async () => {
    const [code = ''] = await enrol()
    const { ticket } = wanted(await signIn('anna'))
    await changeBefore(temporary.accounts.sessions, 'begin')
    await expect(temporary.accounts.signIn.withCode({ ticket, code }, noBrowser)).rejects.toMatchObject(changed)
    expect(await sessionOwners()).toBe(0)
  })

  it('is not undone by a change that began with the old one', async () => {
    const { signIn: entrance } = temporary.accounts
    const assertOwnPassword = entrance.assertOwnPassword.bind(entrance)
    const token = await linkFor()
    vi.spyOn(entrance, 'assertOwnPassword').mockImplementationOnce(async (...args) => {
      const hash = await assertOwnPassword(...args)
      await temporary.accounts.acceptLink(token, 'quite another password')
      return hash
    })
    const change = temporary.accounts.changePassword(anna, { current: testPassword, next: 'what the thief wants' }, noBrowser)
    await expect(change).rejects.toMatchObject({ code: 'conflict' })
    expect(isSignedIn(await signIn('anna', 'quite another password'))).toBe(true)
  })
})
