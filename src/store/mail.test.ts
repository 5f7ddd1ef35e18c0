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

const letTimePass = (ms: number): void => {
  time += ms
}
const berta = 'berta' as Username
const later = (ms: number): string => new Date(time + ms).toISOString()
const newLink = () => opened.links.create({ kind: 'invite', username: berta, expiresAt: later(3_600_000) })
const add = (linkSecret: string | null, to = 'berta@example.org') =>
  opened.mail.add({ to, template: 'invitation', message: `to ${to} with ${linkSecret}`, linkSecret })
const rows = () => opened.database.selectFrom('mail').selectAll().execute()
const idOf = async (): Promise<string> => (await opened.mail.list())[0]?.id ?? ''

describe('a mail on its way out', () => {
  it('is kept sealed, and without its content when it has left', async () => {
    const secret = await newLink()
    await add(secret)
    expect(JSON.stringify(await rows())).not.toContain(secret)
    const [due] = await opened.mail.due(5, [])
    expect(due).toMatchObject({ message: `to berta@example.org with ${secret}`, attempts: 0 })
    await opened.mail.noteSent(due?.id ?? '')
    expect(await rows()).toMatchObject([{ state: 'sent', sealedMessage: null, attempts: 1, sentAt: later(0) }])
    expect(await opened.mail.lastSentAt()).toBe(later(0))
    expect(await opened.mail.list()).toEqual([])
  })

  it('is due at its time, the one that waited longest first', async () => {
    await add(null, 'first@example.org')
    time += 1000
    await add(null, 'second@example.org')
    const due = await opened.mail.due(5, [])
    expect(due.map(({ message }) => message)).toEqual(['to first@example.org with null', 'to second@example.org with null'])
    await opened.mail.noteFailed(due[0]?.id ?? '', { reason: 'The server is away.', nextAttemptAt: later(60_000) })
    expect(await opened.mail.due(5, [due[1]?.id ?? ''])).toEqual([])
    expect(await opened.mail.nextDueAt([due[1]?.id ?? ''])).toBe(later(60_000))
    time += 60_000
    expect(await opened.mail.due(5, [due[1]?.id ?? ''])).toMatchObject([{ attempts: 1 }])
  })

  it('that has failed for good waits for a word, of which it is told why', async () => {
    await add(null)
    await opened.mail.noteFailed(await idOf(), { reason: 'There is no such mailbox.', nextAttemptAt: null })
    expect(await opened.mail.due(5, [])).toEqual([])
    expect(await opened.mail.list()).toMatchObject([{ state: 'failed', reason: 'There is no such mailbox.', nextAttemptAt: null }])
    expect(await opened.mail.retry('mnone')).toBe(0)
    expect(await opened.mail.retry(await idOf())).toBe(1)
    expect(await opened.mail.due(5, [])).toHaveLength(1)
  })
})

describe('a mail whose link does not work any more', () => {
  const waiting = async (): Promise<string> => {
    const secret = await newLink()
    await add(secret)
    expect(await opened.mail.isWanted(await idOf())).toBe(true)
    return secret
  }

  it.each([
    ['used', (secret: string) => opened.links.consume('invite', secret)],
    ['followed by another one', () => newLink()],
    ['voided', () => opened.links.void('invite', berta)],
    ['over', () => letTimePass(3_600_001)],
  ])('since it was %s is not sent, and its content is gone', async (_why, end) => {
    const secret = await waiting()
    const id = await idOf()
    await end(secret)
    expect(await opened.mail.isWanted(id)).toBe(false)
    expect([await opened.mail.due(5, []), await opened.mail.list(), await opened.mail.nextDueAt([])]).toEqual([[], [], null])
    expect(await opened.mail.retry(null)).toBe(0)
    await opened.mail.tidy()
    expect(await rows()).toMatchObject([{ state: 'void', sealedMessage: null }])
  })

  it('is forgotten after a month, like those that left', async () => {
    await add(null)
    await opened.mail.noteSent(await idOf())
    time += 31 * 24 * 3_600_000
    await opened.mail.tidy()
    expect(await rows()).toEqual([])
  })
})
