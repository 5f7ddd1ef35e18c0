import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '../domain/person.ts'
import { type TemporaryStore, temporaryStore } from '../store/testing/temporary-store.ts'
import { SecondFactors } from './second-factors.ts'

let open: TemporaryStore
let now: number
let factors: SecondFactors
const anna = { id: 'u1', username: 'anna' } as Person
beforeEach(async () => {
  now = Date.parse('2026-11-23T10:00:00Z')
  open = await temporaryStore()
  for (const id of ['u1', 'u2']) await insertPerson(id)
  factors = new SecondFactors({ store: open.secondFactors, codeKey: 'a key', now: () => now })
})
afterEach(() => open.remove())

async function insertPerson(id: string): Promise<void> {
  const at = '2026-01-01T00:00:00.000Z'
  const row = { id, name: id, email: `${id}@example.org`, username: id, emailVerified: 1, createdAt: at, updatedAt: at }
  await open.database
    .insertInto('user')
    .values(row as never)
    .execute()
}

const codeOf = (secret: string, at = now): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at })

async function enrol() {
  const { ticket, secret } = factors.begin(anna)
  return { secret, codes: await factors.confirm(anna, { ticket, code: codeOf(secret) }) }
}

describe('an app', () => {
  it('counts from the code on that confirms it', async () => {
    const { ticket, secret, uri } = factors.begin(anna)
    expect(uri).toContain(`secret=${secret}`)
    expect(await factors.isOn(anna.id)).toBe(false)
    await expect(factors.confirm(anna, { ticket, code: '000000' })).rejects.toMatchObject({
      code: 'invalid_input',
      facts: { issues: [{ path: 'code' }] },
    })
    expect(await factors.isOn(anna.id)).toBe(false)
    const codes = await factors.confirm(anna, { ticket, code: codeOf(secret) })
    expect(codes).toHaveLength(10)
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^[a-z2-7]{5}-[a-z2-7]{5}$/)
    expect(await factors.state(anna.id)).toMatchObject({ recoveryCodesLeft: 10 })
    await expect(factors.confirm(anna, { ticket, code: codeOf(secret) })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is set up by its own person, in a quarter of an hour', async () => {
    const { ticket, secret } = factors.begin(anna)
    const berta = { id: 'u2', username: 'berta' } as Person
    await expect(factors.confirm(berta, { ticket, code: codeOf(secret) })).rejects.toMatchObject({ code: 'conflict' })
    now += 16 * 60_000
    await expect(factors.confirm(anna, { ticket, code: codeOf(secret) })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('gives codes that work once, also the one that confirmed it, and none of before', async () => {
    const { secret } = await enrol()
    expect(await factors.takeCode(anna.id, codeOf(secret))).toBe(false)
    now += 30_000
    const late = codeOf(secret)
    now += 30_000
    const code = codeOf(secret)
    const both = await Promise.all([factors.takeCode(anna.id, code), factors.takeCode(anna.id, code)])
    expect(both.toSorted()).toEqual([false, true])
    expect(await factors.takeCode(anna.id, late)).toBe(false)
    now += 30_000
    expect(await factors.takeCode(anna.id, ` ${codeOf(secret).slice(0, 3)} ${codeOf(secret).slice(3)}`)).toBe(true)
  })

  it('is kept so that the file of the database does not tell its secret or its recovery codes', async () => {
    const { secret, codes } = await enrol()
    const rows = JSON.stringify([
      await open.database.selectFrom('secondFactor').selectAll().execute(),
      await open.database.selectFrom('recoveryCode').selectAll().execute(),
    ])
    for (const plain of [secret, ...codes, ...codes.map((code) => code.replace('-', ''))]) expect(rows).not.toContain(plain)
    const otherKey = new SecondFactors({ store: open.secondFactors, codeKey: 'another key', now: () => now })
    expect(await otherKey.takeCode(anna.id, codes[0] ?? '')).toBe(false)
  })

  it('is gone when it is switched off, recovery codes and all', async () => {
    const { secret, codes } = await enrol()
    await factors.switchOff(anna.id)
    now += 60_000
    expect(await factors.state(anna.id)).toBeNull()
    for (const code of [codeOf(secret), codes[0] ?? '']) expect(await factors.takeCode(anna.id, code)).toBe(false)
    await factors.switchOff(anna.id)
  })

  it('takes the place of another one when it is set up again', async () => {
    const first = await enrol()
    now += 60_000
    const second = await enrol()
    now += 60_000
    expect(await factors.takeCode(anna.id, codeOf(first.secret))).toBe(false)
    expect(await factors.takeCode(anna.id, first.codes[0] ?? '')).toBe(false)
    expect(await factors.takeCode(anna.id, codeOf(second.secret))).toBe(true)
  })
})

describe('recovery codes', () => {
  it('work once each, however they are typed, and only for their person', async () => {
    const { codes } = await enrol()
    const [first = '', second = ''] = codes
    expect(await factors.takeCode('u2', first)).toBe(false)
    expect(await factors.takeCode(anna.id, ` ${first.toUpperCase().replace('-', ' ')}`)).toBe(true)
    expect(await factors.takeCode(anna.id, first)).toBe(false)
    const both = await Promise.all([factors.takeCode(anna.id, second), factors.takeCode(anna.id, second)])
    expect(both.toSorted()).toEqual([false, true])
    expect(await factors.state(anna.id)).toMatchObject({ recoveryCodesLeft: 8 })
  })

  it('are renewed all at once, while the second factor is on', async () => {
    await expect(factors.renewCodes(anna.id)).rejects.toMatchObject({ code: 'conflict' })
    const { codes } = await enrol()
    const renewed = await factors.renewCodes(anna.id)
    expect(await factors.takeCode(anna.id, codes[0] ?? '')).toBe(false)
    expect(await factors.takeCode(anna.id, renewed[9] ?? '')).toBe(true)
  })

  it('leave with their person', async () => {
    await enrol()
    await open.database.deleteFrom('user').where('id', '=', anna.id).execute()
    expect(await open.database.selectFrom('recoveryCode').selectAll().execute()).toEqual([])
    expect(await open.secondFactors.find(anna.id)).toBeUndefined()
  })
})
