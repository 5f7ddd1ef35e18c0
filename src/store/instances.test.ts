import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManagerError } from '../domain/error.ts'
import type { InstanceId, InstanceName, Username } from '../domain/names.ts'
import { newDeployment, newInstance, type TemporaryStore, temporaryStore, testSecrets } from './testing/temporary-store.ts'

const dayMs = 24 * 60 * 60 * 1000
let time: number
let opened: TemporaryStore
beforeEach(async () => {
  time = Date.parse('2026-01-01T00:00:00Z')
  opened = await temporaryStore({ now: () => new Date(time) })
})
afterEach(() => opened.remove())

const instances = () => opened.store.instances
const name = (text: string) => text as InstanceName
const codeOf = (error: unknown) => (error instanceof ManagerError ? error.code : error)
const trash = async (text: string) => {
  const { id } = await instances().get(name(text))
  return instances().update(id, { state: 'trashed', trashedAt: new Date(time).toISOString() })
}

describe('creating', () => {
  it('gives an id, a uid and what is sensible', async () => {
    const instance = await instances().create(newInstance('otree1'))
    expect(instance).toMatchObject({ name: 'otree1', owner: 'berta', state: 'starting', wanted: 'running', uid: 700_000 })
    expect(instance.id).toMatch(/^i[a-z2-7]{8}$/)
    expect(await instances().get(name('otree1'))).toEqual(instance)
  })

  it('gives a name once, also when two ask at the same time', async () => {
    const results = await Promise.allSettled([1, 2, 3].map(() => instances().create(newInstance('otree1'))))
    expect(results.map((result) => (result.status === 'fulfilled' ? 'made' : codeOf(result.reason))).sort()).toEqual([
      'made',
      'name_taken',
      'name_taken',
    ])
  })

  it('never gives a uid twice, also after the instance is gone', async () => {
    const first = await instances().create(newInstance('otree1'))
    await instances().remove(first.id)
    const second = await instances().create(newInstance('otree1'))
    expect(second.uid).toBe(first.uid + 1)
  })

  it('gives uids from a raised base on', async () => {
    await instances().create(newInstance('otree1'))
    const { openStore } = await import('./open-store.ts')
    const { store } = await openStore({ dataDir: opened.dataDir, uidBase: 900_000 })
    const { uid } = await store.instances.create(newInstance('otree2'))
    await store.close()
    expect(uid).toBe(900_000)
  })
})

describe('names', () => {
  it('of instances in the trash stay reserved for 30 days', async () => {
    await instances().create(newInstance('otree1'))
    await trash('otree1')
    time += 29 * dayMs
    await expect(instances().create(newInstance('otree1'))).rejects.toMatchObject({ code: 'name_taken' })
    time += 2 * dayMs
    const successor = await instances().create(newInstance('otree1'))
    expect(await instances().get(name('otree1'))).toEqual(successor)
  })

  it('that were given up stay reserved, but not for the one that had them', async () => {
    const { id } = await instances().create(newInstance('otree1'))
    await instances().update(id, { name: name('otree2') })
    await expect(instances().create(newInstance('otree1'))).rejects.toThrow('had that name until lately')
    expect(await instances().update(id, { name: name('otree1') })).toMatchObject({ name: 'otree1' })
  })

  it('that are taken refuse a change of name and leave everything as it was', async () => {
    await instances().create(newInstance('otree1'))
    const { id } = await instances().create(newInstance('otree2'))
    await expect(instances().update(id, { name: name('otree1'), wanted: 'stopped' })).rejects.toMatchObject({ code: 'name_taken' })
    expect(await instances().getById(id)).toMatchObject({ name: 'otree2', wanted: 'running' })
  })

  it('that somebody else took meanwhile keep an instance in the trash', async () => {
    const { id } = await instances().create(newInstance('otree1'))
    await trash('otree1')
    time += 31 * dayMs
    await instances().create(newInstance('otree1'))
    await expect(instances().update(id, { state: 'stopped', trashedAt: null })).rejects.toMatchObject({ code: 'name_taken' })
  })
})

describe('a former name', () => {
  const rename = async (id: InstanceId, ...texts: string[]): Promise<void> => {
    for (const text of texts) await instances().update(id, { name: name(text) })
  }
  const find = async (text: string): Promise<string | undefined> => (await instances().findByAnyName(name(text)))?.name

  it('leads to its instance for 30 days, along a chain', async () => {
    const { id } = await instances().create(newInstance('a'))
    await rename(id, 'b')
    time += 10 * dayMs
    await rename(id, 'c')
    expect([await find('a'), await find('b'), await find('c'), await find('d')]).toEqual(['c', 'c', 'c', undefined])
    expect((await instances().listFormerNames(id)).map((former) => former.name)).toEqual(['b', 'a'])
    time += 21 * dayMs
    expect([await find('a'), await find('b')]).toEqual([undefined, 'c'])
    expect((await instances().listFormerNames()).map((former) => former.name)).toEqual(['b'])
  })

  it('that is taken back is none any more', async () => {
    const { id } = await instances().create(newInstance('a'))
    await rename(id, 'b', 'a')
    expect((await instances().listFormerNames(id)).map((former) => former.name)).toEqual(['b'])
    await expect(instances().create(newInstance('b'))).rejects.toMatchObject({ code: 'name_taken' })
  })

  it('comes after what lives, and before what lies in the trash', async () => {
    await instances().create(newInstance('a'))
    await trash('a')
    time += 31 * dayMs
    const { id } = await instances().create(newInstance('a'))
    await rename(id, 'b')
    expect(await instances().findByAnyName(name('a'))).toMatchObject({ id, name: 'b' })
  })

  it('is kept for ten of them at most', async () => {
    const { id } = await instances().create(newInstance('n0'))
    for (let index = 1; index <= 10; index++) await rename(id, `n${index}`)
    await expect(rename(id, 'n11')).rejects.toMatchObject({ code: 'conflict' })
    await rename(id, 'n3') // back to one of them
    expect(await instances().getById(id)).toMatchObject({ name: 'n3' })
    time += 31 * dayMs
    await rename(id, 'n11')
  })

  it('is given to one of two who want the same', async () => {
    const two = [await instances().create(newInstance('a')), await instances().create(newInstance('b'))]
    const results = await Promise.allSettled(two.map(({ id }) => rename(id, 'c')))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await instances().list()).filter((instance) => instance.name === 'c')).toHaveLength(1)
  })
})

describe('what is purged', () => {
  it('is gone with all that hangs on it, and keeps its names as long as it would have', async () => {
    const { id } = await instances().create(newInstance('a'))
    await instances().update(id, { name: name('b'), labels: ['x'] })
    await instances().setNotes(id, { text: 'notes' })
    await opened.store.deployments.save(newDeployment(id))
    await instances().update(id, { deploymentId: 'd1' })
    await trash('b')
    time += 10 * dayMs
    await instances().purge(id)
    expect([await instances().findById(id), await instances().findByAnyName(name('b')), await instances().getNotes(id)]).toEqual([
      undefined,
      undefined,
      '',
    ])
    expect(await opened.store.deployments.find('d1')).toBeUndefined()
    for (const text of ['a', 'b']) await expect(instances().create(newInstance(text))).rejects.toMatchObject({ code: 'name_taken' })
    time += 21 * dayMs
    for (const text of ['a', 'b']) await instances().create(newInstance(text))
  })
})

describe('state', () => {
  it('moves along the table of legal moves only', async () => {
    const { id } = await instances().create(newInstance('otree1'))
    await instances().update(id, { state: 'ready' })
    await instances().update(id, { state: 'ready' })
    await expect(instances().update(id, { state: 'ready-for-deployment', processId: 'pabc' })).rejects.toMatchObject({ code: 'conflict' })
    expect(await instances().getById(id)).toMatchObject({ state: 'ready', processId: null })
  })
})

describe('secrets', () => {
  it('come back as they were, and stand nowhere in the file', async () => {
    const { id } = await instances().create(newInstance('otree1'))
    expect(await instances().getSecrets(id)).toEqual(testSecrets)
    const { sealedSecrets } = await opened.database.selectFrom('instance').select('sealedSecrets').executeTakeFirstOrThrow()
    expect(sealedSecrets).not.toContain('password')
  })

  it('of one instance do not open when put at another', async () => {
    await instances().create(newInstance('otree1'))
    const { id } = await instances().create(newInstance('otree2'))
    const { sealedSecrets } = await opened.database
      .selectFrom('instance')
      .select('sealedSecrets')
      .where('name', '=', 'otree1')
      .executeTakeFirstOrThrow()
    await opened.database.updateTable('instance').set({ sealedSecrets }).where('id', '=', id).execute()
    await expect(instances().getSecrets(id)).rejects.toMatchObject({ code: 'data_unusable' })
  })
})

describe('lists', () => {
  it('leave out the trash unless asked for it', async () => {
    for (const each of ['otree1', 'otree2']) await instances().create(newInstance(each))
    await trash('otree2')
    expect((await instances().list()).map((instance) => instance.name)).toEqual(['otree1'])
    expect((await instances().list({ withTrashed: true })).map((instance) => instance.name)).toEqual(['otree1', 'otree2'])
    expect((await instances().list({ states: ['trashed'] })).map((instance) => instance.name)).toEqual(['otree2'])
  })

  it('are filtered by owner and by parts of name and owner', async () => {
    await instances().create(newInstance('econ1', 'berta'))
    await instances().create(newInstance('psych1', 'carl'))
    expect((await instances().list({ owner: 'carl' as Username })).map((instance) => instance.name)).toEqual(['psych1'])
    expect((await instances().list({ search: 'ERT' })).map((instance) => instance.name)).toEqual(['econ1'])
    expect(await instances().list({ search: '%' })).toEqual([])
  })

  it('come in pages without gaps or doubles', async () => {
    const names = Array.from({ length: 7 }, (_, index) => `otree${index}`)
    for (const each of names) await instances().create(newInstance(each))
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = await instances().page({}, cursor, 3)
      seen.push(...page.items.map((instance) => instance.name))
      cursor = page.next
    } while (cursor !== null)
    expect(seen).toEqual(names)
  })

  it('refuse a cursor that was never given out', async () => {
    await expect(instances().page({}, 'nonsense', 3)).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

it('says what is missing', async () => {
  await expect(instances().get(name('nowhere'))).rejects.toThrow('There is no instance "nowhere"')
  expect(await instances().find(name('nowhere'))).toBeUndefined()
})
