import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HelperRole } from '../domain/helper.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceId, Username } from '../domain/names.ts'
import { newInstance, type TemporaryStore, temporaryStore } from './testing/temporary-store.ts'

let opened: TemporaryStore
let instance: Instance
const [berta, carl, dora] = ['berta', 'carl', 'dora'] as Username[] as [Username, Username, Username]

beforeEach(async () => {
  opened = await temporaryStore()
  for (const username of [berta, carl, dora]) await addPerson(username)
  instance = await opened.store.instances.create(newInstance('otree1'))
})
afterEach(() => opened.remove())

async function addPerson(username: string): Promise<void> {
  const now = '2026-01-01T00:00:00.000Z' // before what they do here
  const row = { id: username, username, name: username, email: `${username}@example.org`, emailVerified: 1, createdAt: now, updatedAt: now }
  await opened.database.insertInto('user').values(row).execute()
}

const deactivate = (username: string) => opened.database.updateTable('user').set({ banned: 1 }).where('username', '=', username).execute()
const set = (username: Username, role: HelperRole = 'assistant', id: InstanceId = instance.id) =>
  opened.store.helpers.set({ instanceId: id, username, role, mayPay: false })
const namesOf = async (id: InstanceId = instance.id) => (await opened.store.helpers.list(id)).map(({ username }) => username)
const handOver = (to: Username, keepAs: HelperRole | null = null, from: Username = berta) =>
  opened.store.instances.handOver(instance.id, { from, to, keepAs })

describe('helpers of an instance', () => {
  it('are added, changed and removed', async () => {
    const added = await set(dora)
    await set(carl, 'co-experimenter')
    const changed = await opened.store.helpers.set({ instanceId: instance.id, username: dora, role: 'assistant', mayPay: true })
    expect(changed).toEqual({ ...added, mayPay: true })
    expect(await opened.store.helpers.list(instance.id)).toMatchObject([
      { username: 'carl', role: 'co-experimenter', mayPay: false },
      { username: 'dora', role: 'assistant', mayPay: true },
    ])
    expect(await opened.store.helpers.remove(instance.id, carl)).toBe(true)
    expect(await opened.store.helpers.remove(instance.id, carl)).toBe(false)
    expect(await namesOf()).toEqual(['dora'])
  })

  it('are people who can sign in, and never the owner', async () => {
    await expect(set('nobody' as Username)).rejects.toMatchObject({ code: 'not_found' })
    await deactivate(dora)
    await expect(set(dora)).rejects.toMatchObject({ code: 'conflict' })
    await expect(set(berta)).rejects.toMatchObject({ code: 'conflict' })
    const row = { instanceId: instance.id, username: berta, role: 'assistant', mayPay: 0, createdAt: 'now' }
    await expect(opened.database.insertInto('instanceHelper').values(row).execute()).rejects.toThrow('not its helper')
    expect(await namesOf()).toEqual([])
  })

  it('leave with the account, and with the instance, but not for the trash', async () => {
    for (const username of [carl, dora]) await set(username)
    await opened.database.deleteFrom('user').where('username', '=', carl).execute()
    expect(await namesOf()).toEqual(['dora'])
    await opened.store.instances.update(instance.id, { state: 'trashed', trashedAt: new Date().toISOString() })
    expect(await namesOf()).toEqual(['dora'])
    await opened.store.instances.remove(instance.id)
    expect(await opened.database.selectFrom('instanceHelper').selectAll().execute()).toEqual([])
  })

  it('go along with the name when another engine takes over', async () => {
    await set(carl)
    const secrets = { databasePassword: 'new', databaseAdminPassword: 'new' }
    const successor = await opened.store.instances.createSuccessor(instance.id, {
      id: 'ibbbbbbbb' as InstanceId,
      engine: 'docker',
      secrets,
    })
    await opened.store.instances.succeed(instance.id, successor.id, { state: 'stopped', wanted: 'stopped' })
    expect(await namesOf(successor.id)).toEqual(['carl'])
    expect(await namesOf()).toEqual([])
  })
})

describe('handing over', () => {
  it('makes it somebody else’s; who helped owns, and the former owner stays as what was said', async () => {
    for (const username of [carl, dora]) await set(username)
    expect((await handOver(carl, 'co-experimenter')).owner).toBe('carl')
    expect((await opened.store.instances.getById(instance.id)).owner).toBe('carl')
    expect(await opened.store.helpers.list(instance.id)).toMatchObject([
      { username: 'berta', role: 'co-experimenter', mayPay: true },
      { username: 'dora', role: 'assistant' },
    ])
  })

  it('is done once when two do it at the same time', async () => {
    const results = await Promise.allSettled([handOver(carl), handOver(dora)])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect((await opened.store.instances.getById(instance.id)).owner).toBe('carl')
  })

  it('changes nothing when the other cannot own', async () => {
    await set(dora)
    await deactivate(dora)
    for (const to of [dora, berta, 'nobody' as Username]) await expect(handOver(to, 'assistant')).rejects.toThrow('nothing was changed')
    expect((await opened.store.instances.getById(instance.id)).owner).toBe('berta')
    expect(await namesOf()).toEqual(['dora'])
  })
})

describe('what somebody sees', () => {
  it('is theirs and what is shared with them, in pages, among a thousand', async () => {
    for (let number = 0; number < 1000; number++) {
      const { id } = await opened.store.instances.create(newInstance(`n${number}`, number % 4 === 0 ? 'carl' : 'berta'))
      if (number % 4 === 1) await set(carl, 'assistant', id)
    }
    const seen: string[] = []
    for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
      const page = await opened.store.instances.page({ visibleTo: carl }, cursor, 64)
      seen.push(...page.items.map(({ name }) => name))
      cursor = page.next
    }
    const wanted = Array.from({ length: 1000 }, (_, number) => number).filter((number) => number % 4 < 2)
    expect(seen).toEqual(wanted.map((number) => `n${number}`).sort())
    expect(await opened.store.instances.list({ sharedWith: carl })).toHaveLength(250)
    expect(await opened.store.instances.list({ visibleTo: carl, owner: berta })).toHaveLength(250)
    expect(await opened.store.instances.list({ visibleTo: dora })).toEqual([])
  })

  it('of operations: all as owner and co-experimenter, their own as assistant', async () => {
    const others = await opened.store.instances.create(newInstance('otree2', 'dora'))
    await set(carl, 'assistant', others.id)
    await set(dora, 'co-experimenter')
    const begun = [
      ['o1', instance.id, 'berta'],
      ['o2', others.id, 'carl'],
      ['o3', others.id, 'dora'],
    ] as const
    for (const [id, instanceId, by] of begun) await opened.store.operations.insert(newOperation({ id, instanceId, by: by as Username }))
    const seenBy = async (visibleTo: Username) => (await opened.store.operations.list({ visibleTo })).map(({ id }) => id)
    expect([await seenBy(berta), await seenBy(carl), await seenBy(dora)]).toEqual([['o1'], ['o2'], ['o3', 'o2', 'o1']])
  })
})

const newOperation = (given: { id: string; instanceId: InstanceId; by: Username }) => ({
  ...given,
  kind: 'stop-instance' as const,
  state: 'done' as const,
  committed: true,
  attempts: 1,
  input: {},
  steps: [],
  error: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: null,
  finishedAt: '2026-01-01T00:00:00.000Z',
  deadlineAt: '2026-01-01T00:00:00.000Z',
})
