import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InstanceName, Username } from '../domain/names.ts'
import type { NewPerson } from '../domain/person.ts'
import { newInstance, type TemporaryStore, temporaryStore } from './testing/temporary-store.ts'

let opened: TemporaryStore
beforeEach(async () => {
  opened = await temporaryStore()
  for (const [username, role] of [
    ['anna', 'super-user'],
    ['berta', 'experimenter'],
    ['carl', 'experimenter'],
  ] as const) {
    await create(username, { role })
  }
})
afterEach(() => opened.remove())

const anna = 'anna' as Username
const berta = 'berta' as Username
const carl = 'carl' as Username
const asked = { who: 'anna', by: 'browser', from: '192.0.2.7' } as const
const create = (username: string, given: Partial<NewPerson> = {}) =>
  opened.store.people.create({
    username: username as Username,
    name: username,
    email: `${username}@example.org`,
    role: 'experimenter',
    instanceQuota: 0,
    language: null,
    ...given,
  })
const statuses = (results: readonly PromiseSettledResult<unknown>[]) => results.map(({ status }) => status).sort()
const trash = async (name: string) => {
  const { id } = await opened.store.instances.get(name as InstanceName)
  await opened.store.instances.update(id, { state: 'ready-for-deployment' })
  return opened.store.instances.update(id, { state: 'trashed', trashedAt: new Date().toISOString() })
}
const owners = async () => (await opened.store.instances.list({ withTrashed: true })).map(({ name, owner }) => [name, owner])

describe('making people', () => {
  it('keeps what was said of them', async () => {
    const person = await create('dora', { instanceQuota: 3, language: 'de', email: 'Dora@Example.org' })
    expect(person).toMatchObject({ username: 'dora', email: 'dora@example.org', instanceQuota: 3, language: 'de', active: true })
    expect(person.hasPassword).toBe(false)
  })

  it('refuses what looks like somebody else, and names them', async () => {
    await expect(create('berta')).rejects.toThrow('The username "berta" is taken.')
    await expect(create('car1')).rejects.toThrow('The username "car1" looks like "carl", which is taken.')
    await expect(create('c.a.r.l')).rejects.toMatchObject({ code: 'name_taken' })
  })

  it('of two at once with the same address makes one', async () => {
    const results = await Promise.allSettled([create('dora', { email: 'd@example.org' }), create('emil', { email: 'D@example.org' })])
    expect(statuses(results)).toEqual(['fulfilled', 'rejected'])
  })
})

describe('the last super-user', () => {
  it('is kept by the table itself, whoever writes to it', async () => {
    const change = (values: { role?: string; banned?: number }) =>
      opened.database.updateTable('user').set(values).where('username', '=', 'anna').execute()
    await expect(change({ role: 'experimenter' })).rejects.toThrow('The last super-user stays one.')
    await expect(change({ banned: 1 })).rejects.toThrow('The last super-user stays one.')
    await expect(opened.database.deleteFrom('user').execute()).rejects.toThrow('The last super-user is kept.')
    await opened.store.people.update(berta, { role: 'super-user' })
    await change({ role: 'experimenter' })
    expect(await opened.store.people.countSuperUsers()).toBe(1)
  })

  it.each([
    ['demoted', () => opened.store.people.update(anna, { role: 'experimenter' })],
    ['deactivated', () => opened.store.people.update(anna, { active: false })],
    ['deleted', () => opened.store.people.remove(anna)],
  ])('is not %s, and who is not active does not count', async (_how, change) => {
    await opened.store.people.update(berta, { role: 'super-user', active: false })
    await expect(change()).rejects.toThrow('"anna" is the last super-user. Make somebody else a super-user first.')
    expect(await opened.store.people.countSuperUsers()).toBe(1)
  })

  it('is left by any number of requests at once', async () => {
    for (const username of [berta, carl]) await opened.store.people.update(username, { role: 'super-user' })
    const results = await Promise.allSettled([
      opened.store.people.update(anna, { role: 'experimenter' }),
      opened.store.people.remove(berta),
      opened.store.people.update(carl, { active: false }),
    ])
    expect(statuses(results)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(await opened.store.people.countSuperUsers()).toBe(1)
  })
})

describe('removing somebody who owns instances', () => {
  beforeEach(async () => {
    for (const name of ['otree1', 'otree2']) await opened.store.instances.create(newInstance(name))
    await trash('otree2')
  })

  it('needs an heir', async () => {
    await expect(opened.store.people.remove(berta)).rejects.toThrow('"berta" owns instances: otree1, otree2 (in the trash).')
    await expect(opened.store.people.remove(berta, { heir: anna, alsoLive: false, asked })).rejects.toThrow(
      '"berta" owns instances: otree1.',
    )
    expect(await owners()).toEqual([
      ['otree1', 'berta'],
      ['otree2', 'berta'],
    ])
  })

  it('hands over all of them, those in the trash, too, and writes it down', async () => {
    const handed = await opened.store.people.remove(berta, { heir: carl, alsoLive: true, asked })
    expect(handed.map(({ name, owner }) => [name, owner])).toEqual(await owners())
    expect(await owners()).toEqual([
      ['otree1', 'carl'],
      ['otree2', 'carl'],
    ])
    expect(await opened.store.people.find(berta)).toBeUndefined()
    const { siteId } = await opened.store.instances.get('otree1' as InstanceName)
    expect((await opened.store.audit.page(null, 10, { siteId })).items).toMatchObject([
      { ...asked, action: 'instance.hand-over', thing: 'instance:otree1', detail: 'from berta, who is deleted, to carl' },
    ])
  })

  it('gives what is in the trash to the heir when all is there', async () => {
    await trash('otree1')
    await opened.store.people.remove(berta, { heir: anna, alsoLive: false, asked })
    expect(await owners()).toEqual([
      ['otree1', 'anna'],
      ['otree2', 'anna'],
    ])
  })

  it('changes nothing when the heir cannot be one', async () => {
    const remove = (heir: string) => opened.store.people.remove(berta, { heir: heir as Username, alsoLive: true, asked })
    await opened.store.people.update(carl, { active: false })
    await expect(remove('nobody')).rejects.toMatchObject({ code: 'not_found' })
    await expect(remove('berta')).rejects.toThrow('"berta" is to be deleted')
    await expect(remove('carl')).rejects.toThrow('"carl" is not active')
    expect(await opened.store.people.find(berta)).toBeDefined()
    expect(new Set((await owners()).map(([, owner]) => owner))).toEqual(new Set(['berta']))
    expect((await opened.store.audit.page(null, 10)).items).toEqual([])
  })
})

describe('a number of instances that one may create', () => {
  const make = (name: string, quota: number) => opened.store.instances.create({ ...newInstance(name), creator: { username: berta, quota } })

  it('is not exceeded by any number of requests at once', async () => {
    const results = await Promise.allSettled(['a1', 'a2', 'a3', 'a4', 'a5'].map((name) => make(name, 2)))
    expect(statuses(results)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected'])
    expect(await opened.store.instances.list({ owner: berta })).toHaveLength(2)
  })

  it('counts what the person created, also for others, not what others created, nor what is in the trash', async () => {
    await opened.store.instances.create(newInstance('given'))
    const { id } = await make('own', 1)
    await opened.store.instances.update(id, { owner: 'carl' as Username })
    await expect(make('more', 1)).rejects.toThrow('You have created 1 instance, what you handed over included')
    await trash('own')
    expect(await make('more', 1)).toMatchObject({ owner: 'berta' })
    await expect(make('none', 0)).rejects.toThrow('You may not create instances yourself. Ask a super-user')
  })

  it('begins anew with an account of the same name', async () => {
    const { id } = await make('own', 1)
    await opened.store.instances.update(id, { owner: 'carl' as Username })
    expect(await opened.store.instances.countCreatedBy(berta)).toBe(1)
    await opened.store.people.remove(berta)
    expect(await opened.store.instances.countCreatedBy(berta)).toBe(0)
  })
})
