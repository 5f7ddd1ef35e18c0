import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { toUsername } from '../domain/names.ts'
import { type OpenStore, openStore } from '../store/open-store.ts'
import { type Accounts, openAccounts } from './accounts.ts'
import { noBrowser } from './visitor.ts'

const anna = { username: 'anna', name: 'Anna', email: 'anna@example.org', password: 'correct horse battery' }
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0'

let directory: string
let open: OpenStore
let accounts: Accounts
let userId: string
let cookies: readonly string[]
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-sign-ins-'))
  open = await openStore({ dataDir: directory })
  accounts = await openAccounts({ ...open, publicUrl: 'http://localhost:8000' })
  cookies = (await accounts.createFirstSuperUser(anna, null)).cookies
  userId = (await open.store.people.get(toUsername('anna'))).id
})
afterEach(async () => {
  await open.store.close()
  await rm(directory, { recursive: true })
})

const again = async (visitor = noBrowser) => (await accounts.signIn.letIn(await open.store.people.get(toUsername('anna')), visitor)).cookies
const sessionOf = async (given: readonly string[]) => {
  const found = await accounts.sessions.find(given.map((cookie) => cookie.split(';')[0]).join('; '))
  return found?.session
}

it('tell from which device and address they were begun', async () => {
  const others = await again({ ...noBrowser, userAgent: firefox, address: '192.0.2.7' })
  const [id, otherId] = [(await sessionOf(cookies))?.id, (await sessionOf(others))?.id]
  const signIns = await accounts.signIns.list(userId)
  expect(signIns.find((signIn) => signIn.id === otherId)).toMatchObject({ browser: 'Firefox 128', system: 'Windows', address: '192.0.2.7' })
  expect(signIns.find((signIn) => signIn.id === id)).toMatchObject({ browser: null, system: null, address: null })
})

it('end one by one, and only at the person whose they are', async () => {
  const others = await again()
  const id = (await sessionOf(cookies))?.id ?? ''
  expect(await accounts.signIns.end('somebody else', id)).toBe(false)
  expect(await sessionOf(cookies)).toBeDefined()
  expect(await accounts.signIns.end(userId, id)).toBe(true)
  expect(await accounts.signIns.end(userId, id)).toBe(false)
  expect(await sessionOf(cookies)).toBeUndefined()
  expect(await sessionOf(others)).toBeDefined()
})

it('end all at once, or all but one', async () => {
  const others = await again()
  const id = (await sessionOf(others))?.id ?? ''
  await again()
  expect(await accounts.signIns.endAll(userId, id)).toBe(2)
  expect((await accounts.signIns.list(userId)).map((signIn) => signIn.id)).toEqual([id])
  expect(await accounts.signIns.endAll(userId)).toBe(1)
  expect(await accounts.signIns.list(userId)).toEqual([])
})

it('tell when they were last seen, to the minute, and the last one comes first', async () => {
  const first = (await sessionOf(cookies))?.id ?? ''
  const second = (await sessionOf(await again()))?.id ?? ''
  const soon = new Date(Date.now() + 10_000)
  await accounts.signIns.noteSeen(first, soon)
  expect((await accounts.signIns.list(userId)).find(({ id }) => id === first)?.lastSeenAt).not.toBe(soon.toISOString())
  const later = new Date(Date.now() + 120_000)
  await accounts.signIns.noteSeen(first, later)
  expect((await accounts.signIns.list(userId)).map(({ id }) => id)).toEqual([first, second])
  expect((await accounts.signIns.list(userId))[0]?.lastSeenAt).toBe(later.toISOString())
})

it('are forgotten when they have expired', async () => {
  await open.database
    .updateTable('session' as never)
    .set({ expiresAt: '2020-01-01T00:00:00.000Z' } as never)
    .execute()
  expect(await accounts.signIns.list(userId)).toEqual([])
})
