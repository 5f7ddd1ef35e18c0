import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Username } from '../domain/names.ts'
import { type TemporaryStore, temporaryStore } from './testing/temporary-store.ts'

let time: number
let opened: TemporaryStore
beforeEach(async () => {
  time = Date.parse('2026-01-01T00:00:00Z')
  opened = await temporaryStore({ now: () => new Date(time) })
})
afterEach(() => opened.remove())

const berta = 'berta' as Username
const carl = 'carl' as Username
const inOneHour = () => new Date(time + 3_600_000).toISOString()

describe('API tokens', () => {
  const create = (expiresAt: string | null = null) =>
    opened.store.tokens.create({ username: berta, name: 'laptop', scope: 'operate', expiresAt })

  it('are known by themselves, of which only a hash is kept', async () => {
    const { token, apiToken } = await create()
    expect(token).toMatch(/^otm_[\w-]{40}$/)
    expect(await opened.store.tokens.verify(token)).toMatchObject({ id: apiToken.id, username: 'berta', scope: 'operate' })
    const row = await opened.database.selectFrom('apiToken').selectAll().executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(token.slice(4))
  })

  it('note when they were used last', async () => {
    const { token, apiToken } = await create()
    await opened.store.tokens.verify(token)
    expect(await opened.store.tokens.find(apiToken.id)).toMatchObject({ lastUsedAt: new Date(time).toISOString() })
    time += 120_000
    await opened.store.tokens.verify(token)
    expect(await opened.store.tokens.list(berta)).toMatchObject([{ lastUsedAt: new Date(time).toISOString() }])
  })

  it('end when they expire or are removed', async () => {
    const { token } = await create(inOneHour())
    time += 3_600_000
    expect(await opened.store.tokens.verify(token)).toBeUndefined()
    const lasting = await create()
    await opened.store.tokens.remove(lasting.apiToken.id)
    expect(await opened.store.tokens.verify(lasting.token)).toBeUndefined()
    expect(await opened.store.tokens.verify('otm_nonsense')).toBeUndefined()
  })
})

describe('links', () => {
  const invite = () => opened.links.create({ kind: 'invite', username: berta, expiresAt: inOneHour() })

  it('work once, also when two use them at the same time', async () => {
    const secret = await invite()
    expect(await opened.links.find('invite', secret)).toMatchObject({ username: 'berta' })
    const results = await Promise.all([opened.links.consume('invite', secret), opened.links.consume('invite', secret)])
    expect(results.filter(Boolean)).toEqual([{ username: 'berta' }])
    expect(await opened.links.find('invite', secret)).toBeUndefined()
  })

  it('are for one purpose', async () => {
    expect(await opened.links.consume('reset', await invite())).toBeUndefined()
  })

  it('expire', async () => {
    const secret = await invite()
    time += 3_600_000
    expect(await opened.links.consume('invite', secret)).toBeUndefined()
  })

  it('void the earlier ones of that kind for that person', async () => {
    const reset = await opened.links.create({ kind: 'reset', username: berta, expiresAt: inOneHour() })
    const [first, second] = [await invite(), await invite()]
    expect(await opened.links.find('invite', first)).toBeUndefined()
    expect(await opened.links.find('invite', second)).toBeDefined()
    expect(await opened.links.find('reset', reset)).toBeDefined()
  })

  it('for the first super-user belong to nobody and are voided, too', async () => {
    const setup = () => opened.links.create({ kind: 'setup', username: null, expiresAt: inOneHour() })
    const [first, second] = [await setup(), await setup()]
    expect(await opened.links.find('setup', first)).toBeUndefined()
    expect(await opened.links.find('setup', second)).toMatchObject({ username: null })
  })
})

describe('keys', () => {
  const key = { username: berta, name: 'laptop', type: 'ssh-ed25519', fingerprint: 'SHA256:abc', publicKey: 'ssh-ed25519 AAAA' }

  it('belong to one person only', async () => {
    const added = await opened.store.keys.add(key)
    await expect(opened.store.keys.add({ ...key, username: carl })).rejects.toMatchObject({ code: 'key_taken' })
    expect(await opened.store.keys.findByPublicKey(key.publicKey)).toEqual(added)
    expect(await opened.store.keys.list(carl)).toEqual([])
  })

  it('note when they were used last, and go when they are removed', async () => {
    const { id } = await opened.store.keys.add(key)
    await opened.store.keys.touch(id)
    expect(await opened.store.keys.find(id)).toMatchObject({ lastUsedAt: new Date(time).toISOString() })
    await opened.store.keys.remove(id)
    expect(await opened.store.keys.find(id)).toBeUndefined()
  })
})

describe('values', () => {
  it('keep the secret that was made first', async () => {
    const [first, second] = await Promise.all([opened.values.getSecret('sign-in'), opened.values.getSecret('sign-in')])
    expect(first).toHaveLength(43)
    expect(second).toBe(first)
  })

  it('are replaced by setting them', async () => {
    await opened.values.set('mail', 'first')
    await opened.values.set('mail', 'second')
    expect(await opened.values.find('mail')).toBe('second')
    expect(await opened.values.find('nothing')).toBeUndefined()
  })
})

describe('the audit log', () => {
  const entry = {
    who: 'anna',
    action: 'instance.delete',
    thing: 'instance:otree1',
    by: 'browser',
    from: null,
    result: 'allowed',
    detail: null,
  } as const

  it('comes in pages, newest first', async () => {
    for (let index = 0; index < 5; index++) await opened.store.audit.add({ ...entry, thing: `instance:otree${index}` })
    const first = await opened.store.audit.page(null, 3)
    const second = await opened.store.audit.page(first.next, 3)
    expect([...first.items, ...second.items].map((each) => each.thing)).toEqual([4, 3, 2, 1, 0].map((index) => `instance:otree${index}`))
    expect(second.next).toBeNull()
  })

  it('is never changed', async () => {
    await opened.store.audit.add(entry)
    await expect(opened.database.updateTable('auditEntry').set({ who: 'carl' }).execute()).rejects.toThrow('never changed')
  })
})
