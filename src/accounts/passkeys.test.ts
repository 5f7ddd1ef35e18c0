import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Authenticator } from '../../test/support/authenticator.ts'
import type { Person } from '../domain/person.ts'
import { arePasskeysPossible, Passkeys } from './passkeys.ts'
import { type TemporaryAccounts, temporaryAccounts } from './testing/temporary-accounts.ts'
import { noBrowser } from './visitor.ts'

const origin = 'http://localhost:8000'
let temporary: TemporaryAccounts
let anna: Person
let key: Authenticator
beforeEach(async () => {
  temporary = await temporaryAccounts(origin)
  anna = await temporary.person('anna')
  key = new Authenticator(origin)
})
afterEach(() => temporary.open.remove())

const passkeys = () => temporary.accounts.passkeys

async function add(person = anna, authenticator = key) {
  const { ticket, options } = await passkeys().beginCreation(person)
  return passkeys().create(person, { ticket, name: 'Phone', response: authenticator.create(options) })
}

describe('a passkey', () => {
  it('lets its person in by itself, and each answer once', async () => {
    const added = await add()
    expect(await passkeys().list(anna.id)).toEqual([added])
    const { ticket, options } = await passkeys().beginSignIn(noBrowser)
    const answer = { ticket, response: key.get(options) }
    const { username, cookies } = await temporary.accounts.signInWithPasskey(answer, noBrowser)
    expect([username, cookies.length]).toEqual(['anna', 2])
    expect((await passkeys().list(anna.id))[0]).toMatchObject({ name: 'Phone', counter: 2, lastUsedAt: expect.any(String) })
    await expect(temporary.accounts.signInWithPasskey(answer, noBrowser)).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  it('is made with a challenge of this person, used once', async () => {
    const berta = await temporary.person('berta')
    const { ticket, options } = await passkeys().beginCreation(anna)
    const response = key.create(options)
    await expect(passkeys().create(berta, { ticket, name: 'x', response })).rejects.toMatchObject({ code: 'conflict' })
    await expect(passkeys().create(anna, { ticket, name: 'x', response })).rejects.toMatchObject({ code: 'conflict' })
    expect(await passkeys().list(anna.id)).toEqual([])
  })

  it('belongs to one person', async () => {
    await add()
    const berta = await temporary.person('berta')
    await expect(add(berta)).rejects.toMatchObject({ code: 'conflict' })
  })

  it.each([
    ['on a page of an instance', new Authenticator('http://otree1.localhost:8000'), {}],
    ['on a page at another port', new Authenticator('http://localhost:8001'), {}],
    ['without asking for a finger or a PIN', new Authenticator(origin), { verified: false }],
  ])('is not taken %s', async (_where, authenticator, how) => {
    const { ticket, options } = await passkeys().beginCreation(anna)
    const creation = passkeys().create(anna, { ticket, name: 'x', response: authenticator.create(options, how) })
    await expect(creation).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('does not let in without asking for a finger or a PIN, with an old challenge, or with another key’s signature', async () => {
    await add()
    const other = new Authenticator(origin)
    await add(await temporary.person('berta'), other)
    const refused = { code: 'not_signed_in', message: 'This passkey does not open an account here. Sign in with your password.' }
    const begin = () => passkeys().beginSignIn(noBrowser)
    const [unverified, old, swapped, unknown] = [await begin(), await begin(), await begin(), await begin()]
    await expect(passkeys().verify({ ...unverified, response: key.get(unverified.options, { verified: false }) })).rejects.toMatchObject(
      refused,
    )
    await expect(passkeys().verify({ ...old, response: key.get(swapped.options) })).rejects.toMatchObject(refused)
    const { id, rawId } = other.get(swapped.options)
    await expect(passkeys().verify({ ...swapped, response: { ...key.get(swapped.options), id, rawId } } as never)).rejects.toMatchObject(
      refused,
    )
    const stranger = new Authenticator(origin)
    stranger.create((await passkeys().beginCreation(anna)).options)
    await expect(passkeys().verify({ ...unknown, response: stranger.get(unknown.options) })).rejects.toMatchObject(refused)
  })

  it('is over when it is removed, and for people who are not active', async () => {
    const { id } = await add()
    const signIn = async () => {
      const { ticket, options } = await passkeys().beginSignIn(noBrowser)
      return temporary.accounts.signInWithPasskey({ ticket, response: key.get(options) }, noBrowser)
    }
    await temporary.accounts.people.update(anna.username, { active: false })
    await expect(signIn()).rejects.toMatchObject({ code: 'not_signed_in' })
    await temporary.accounts.people.update(anna.username, { active: true })
    await passkeys().remove('somebody else', id)
    expect(await signIn()).toMatchObject({ username: 'anna' })
    await passkeys().remove(anna.id, id)
    await expect(signIn()).rejects.toMatchObject({ code: 'not_signed_in' })
  })
})

it.each([
  ['https://lab.example.org', true],
  ['http://localhost:8000', true],
  ['http://otm.localhost', true],
  ['http://lab.example.org', false],
  ['https://192.0.2.7', false],
  ['https://[2001:db8::1]:8443', false],
  ['http://127.0.0.1:8000', false],
])('at %s it is possible: %s', async (publicUrl, possible) => {
  expect(arePasskeysPossible(publicUrl)).toBe(possible)
  const asked = new Passkeys({ store: temporary.open.passkeys, publicUrl }).beginSignIn(noBrowser)
  if (possible) expect((await asked).options).toMatchObject({ rpId: new URL(publicUrl).hostname, userVerification: 'required' })
  else await expect(asked).rejects.toThrow('they want HTTPS and a host name')
})
