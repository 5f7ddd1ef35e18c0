import { afterEach, beforeEach, expect, it } from 'vitest'
import { type TemporaryStore, temporaryStore } from '../store/testing/temporary-store.ts'
import { forgetAudit, monthsBefore } from './forget-audit.ts'

let opened: TemporaryStore
let now = new Date()
beforeEach(async () => {
  opened = await temporaryStore({ now: () => now })
})
afterEach(() => opened.remove())

const entry = { who: 'anna', action: 'sign-in', thing: 'person:anna', by: 'browser', from: null, result: 'allowed', detail: null } as const

it('forgets what is older than the months say, however much it is', async () => {
  const today = new Date()
  const limit = monthsBefore(today, 12)
  const rows = Array.from({ length: 2500 }, () => ({ ...entry, at: new Date(limit.getTime() - 1).toISOString(), siteId: null }))
  for (let from = 0; from < rows.length; from += 500)
    await opened.database
      .insertInto('auditEntry')
      .values(rows.slice(from, from + 500))
      .execute()
  now = limit
  await opened.store.audit.add({ ...entry, who: 'kept' })
  now = today
  await opened.store.audit.add({ ...entry, who: 'new' })
  expect(await forgetAudit(opened.store.audit, 12, today)).toBe(2500)
  expect((await opened.store.audit.page(null, 10)).items.map(({ who }) => who)).toEqual(['new', 'kept'])
  expect(await forgetAudit(opened.store.audit, 12, today)).toBe(0)
})

it('keeps a month whole with the shortest time that can be set, at the end of any month', async () => {
  for (const month of [2, 3, 12]) {
    const time = new Date(Date.UTC(2026, month, 0, 12))
    expect(time.getTime() - monthsBefore(time, 1).getTime()).toBeGreaterThanOrEqual(28 * 24 * 3600_000)
  }
  expect(monthsBefore(new Date('2026-03-31T10:00:00Z'), 1).toISOString()).toBe('2026-02-28T10:00:00.000Z')
  expect(monthsBefore(new Date('2026-11-26T10:00:00Z'), 12).toISOString()).toBe('2025-11-26T10:00:00.000Z')
})
