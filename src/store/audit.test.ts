import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditFilter, NewAuditEntry } from '../domain/person.ts'
import { migrations } from './migrations/all.ts'
import { openStore } from './open-store.ts'
import { newInstance, type TemporaryStore, temporaryStore } from './testing/temporary-store.ts'

let opened: TemporaryStore
let now = new Date()
beforeEach(async () => {
  now = new Date()
  opened = await temporaryStore({ now: () => now })
})
afterEach(() => opened.remove())

const entry: NewAuditEntry = {
  who: 'anna',
  action: 'instance.start',
  thing: 'instance:otree1',
  by: 'browser',
  from: '192.0.2.7',
  result: 'allowed',
  detail: null,
}
const add = (change: Partial<NewAuditEntry> = {}) => opened.store.audit.add({ ...entry, ...change })
const ids = async (filter: AuditFilter) => (await opened.store.audit.page(null, 100, filter)).items.map(({ id }) => id)

describe('filters of the audit log', () => {
  beforeEach(async () => {
    now = new Date('2026-03-01T10:00:00.000Z')
    await add() // 1
    await add({ who: null, action: 'sign-in', thing: 'manager', result: 'refused', detail: 'not_signed_in' }) // 2
    now = new Date('2026-03-02T10:00:00.000Z')
    await add({ who: 'berta', action: 'git.push', by: 'git', from: '2001:DB8::7', result: 'failed', detail: 'disk_full' }) // 3
    await add({ thing: 'instance:50%_off' }) // 4
  })

  it.each<[string, AuditFilter, number[]]>([
    ['all', {}, [4, 3, 2, 1]],
    ['who', { who: 'anna' }, [4, 1]],
    ['action', { action: 'sign-in' }, [2]],
    ['thing', { thing: 'instance:otree1' }, [3, 1]],
    ['means', { by: 'git' }, [3]],
    ['result', { result: 'refused' }, [2]],
    ['from a time on', { since: '2026-03-02T10:00:00.000Z' }, [4, 3]],
    ['before a time', { until: '2026-03-02T10:00:00.000Z' }, [2, 1]],
    ['several at once', { who: 'anna', until: '2026-03-02T00:00:00.000Z' }, [1]],
    ['text in upper or lower case', { text: ' 2001:db8 ' }, [3]],
    ['text in the detail', { text: 'DISK' }, [3]],
    ['text without wildcards', { text: '%_' }, [4]],
    ['text that is no SQL', { text: "' or 1=1 --" }, []],
  ])('%s', async (_what, filter, expected) => {
    expect(await ids(filter)).toEqual(expected)
  })

  it('come in pages', async () => {
    const first = await opened.store.audit.page(null, 1, { who: 'anna' })
    const second = await opened.store.audit.page(first.next, 1, { who: 'anna' })
    expect([first.items[0]?.id, second.items[0]?.id, second.next]).toEqual([4, 1, null])
  })
})

describe('rows of an instance', () => {
  it('go along with it when it is renamed, and are not those of one that has its name later', async () => {
    const { id, siteId } = await opened.store.instances.create(newInstance('otree1'))
    await add()
    await opened.store.instances.update(id, { name: 'renamed' as never })
    await add({ thing: 'instance:renamed' })
    now = new Date(now.getTime() + 31 * 24 * 3600_000)
    const later = await opened.store.instances.create(newInstance('otree1', 'carl'))
    await add()
    expect(await ids({ siteId })).toEqual([2, 1])
    expect(await ids({ siteId: later.siteId })).toEqual([3])
  })

  it('are none of theirs when whoever writes says so', async () => {
    const { siteId } = await opened.store.instances.create(newInstance('otree1'))
    await add({ siteId: null })
    await add({ thing: 'manager', siteId })
    expect(await ids({ siteId })).toEqual([2])
  })
})

describe('what is written', () => {
  it('is not changed, and not removed before a month has passed', async () => {
    await add()
    await expect(opened.database.updateTable('auditEntry').set({ who: 'carl' }).execute()).rejects.toThrow('never changed')
    await expect(opened.database.deleteFrom('auditEntry').execute()).rejects.toThrow('kept for a month')
  })

  it('is forgotten from the oldest on, so many at a time', async () => {
    const start = Date.now() - 400 * 24 * 3600_000
    for (let index = 0; index < 5; index++) {
      now = new Date(start + index * 1000)
      await add()
    }
    now = new Date()
    await add()
    const time = new Date(start + 4000).toISOString()
    expect(await opened.store.audit.removeBefore(time, 3)).toBe(3)
    expect(await ids({})).toEqual([6, 5, 4])
    expect(await opened.store.audit.removeBefore(time, 3)).toBe(1)
    expect(await opened.store.audit.removeBefore(time, 3)).toBe(0)
    expect(await ids({})).toEqual([6, 5])
  })
})

it('learns of which instance the rows of an older version are', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'otm-audit-'))
  const { '0007-people-and-audit': _, ...before } = migrations
  const old = await openStore({ dataDir, migrations: before })
  const { siteId } = await old.store.instances.create(newInstance('otree1'))
  const row = { ...entry, at: new Date().toISOString() }
  for (const thing of ['instance:otree1', 'instance:other', 'manager']) {
    await old.database
      .insertInto('auditEntry')
      .values({ ...row, thing } as never)
      .execute()
  }
  await old.store.close()
  const renewed = await openStore({ dataDir })
  const { items } = await renewed.store.audit.page(null, 10, { siteId })
  expect(items.map(({ thing }) => thing)).toEqual(['instance:otree1'])
  await renewed.store.close()
  await rm(dataDir, { recursive: true })
})
