import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Instance } from '../domain/instance.ts'
import { silentLogger } from '../lib/logger.ts'
import { newInstance, type TemporaryStore, temporaryStore } from '../store/testing/temporary-store.ts'
import { emptyTrash } from './empty-trash.ts'

const dayMs = 24 * 3600_000
const now = new Date('2026-11-27T00:00:00Z')
let opened: TemporaryStore
beforeEach(async () => {
  opened = await temporaryStore()
})
afterEach(() => opened.remove())

async function inTrash(name: string, days: number): Promise<Instance> {
  const { id } = await opened.store.instances.create(newInstance(name))
  const trashedAt = new Date(now.getTime() - days * dayMs).toISOString()
  return opened.store.instances.update(id, { state: 'trashed', trashedAt })
}

const empty = (purge: (instance: Instance) => Promise<void>): Promise<void> =>
  emptyTrash({ store: opened.store, purge, trashDays: 30, logger: silentLogger, now })

it('deletes for good what has been there for long enough, says so in the audit log, and touches nothing else', async () => {
  await opened.store.instances.create(newInstance('in-use'))
  await inTrash('young', 29)
  await inTrash('old', 30)
  await empty(({ id }) => opened.store.instances.purge(id))
  expect((await opened.store.instances.list({ withTrashed: true })).map(({ name }) => name)).toEqual(['in-use', 'young'])
  expect((await opened.store.audit.page(null, 10)).items).toMatchObject([
    {
      who: 'server',
      by: 'server',
      action: 'instance.purge',
      thing: 'instance:old',
      result: 'allowed',
      detail: '30 days in the trash',
    },
  ])
})

it('goes on with the others when one cannot be deleted', async () => {
  await inTrash('broken', 40)
  await inTrash('old', 40)
  await empty(async ({ id, name }) => {
    if (name === 'broken') throw new Error('The engine is away.')
    await opened.store.instances.purge(id)
  })
  expect((await opened.store.instances.list({ withTrashed: true })).map(({ name }) => name)).toEqual(['broken'])
  expect((await opened.store.audit.page(null, 10)).items.map(({ thing, result }) => [thing, result])).toEqual([
    ['instance:old', 'allowed'],
    ['instance:broken', 'failed'],
  ])
})
