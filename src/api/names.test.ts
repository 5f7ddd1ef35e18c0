import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceName, Username } from '../domain/names.ts'

let api: TestApi
/** What operations wait for. */
let gate: Promise<void> = Promise.resolve()
const tokens: Record<string, string> = {}
beforeAll(async () => {
  api = await openTestApi({
    work: (kind) => async (context, input) => {
      await gate
      const { name } = input as { readonly name?: string }
      if (kind === 'rename-instance') await api.open.store.instances.update(context.instanceId, { name: name as InstanceName })
      if (kind === 'purge-instance') await api.open.store.instances.purge(context.instanceId)
    },
  })
  tokens.ada = await api.person('ada', 'super-user')
  for (const username of ['berta', 'carl']) tokens[username] = await api.person(username)
})
afterAll(() => api.close())

const ask = (who: string, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
  api.app.inject({
    method,
    url: `/api/v1/instances/${path}`,
    headers: { authorization: `Bearer ${tokens[who]}` },
    ...(body === undefined ? {} : { payload: body }),
  })
const post = (who: string, path: string, body?: object) => ask(who, 'POST', path, body)

async function done(answer: Awaited<ReturnType<typeof ask>>) {
  expect([answer.statusCode, answer.body]).toEqual([202, answer.body])
  return api.operations.wait(answer.json().operation.id)
}

async function trash({ id }: Instance): Promise<void> {
  await api.open.store.instances.update(id, { state: 'ready' })
  await api.open.store.instances.update(id, { state: 'trashed', trashedAt: '2026-11-27T10:00:00.000Z' })
}

describe('a rename', () => {
  it('is found under both names by those who may see it, and under none by others', async () => {
    const { id } = await api.instance('first', 'berta')
    const { kind, input } = await done(await post('berta', 'first/rename', { name: 'second' }))
    expect([kind, input]).toEqual(['rename-instance', { name: 'second', from: 'first' }])
    for (const name of ['first', 'second']) {
      expect((await ask('berta', 'GET', name)).json()).toMatchObject({ id, name: 'second', formerNames: [{ name: 'first' }] })
      const stranger = await ask('carl', 'GET', name)
      expect(stranger.body).toBe((await ask('carl', 'GET', 'nothing')).body.replace('nothing', name))
      expect(stranger.headers).not.toHaveProperty('otm-present-name')
    }
    expect((await ask('berta', 'GET', 'first')).headers['otm-present-name']).toBe('second')
    expect((await ask('berta', 'GET', 'second')).headers).not.toHaveProperty('otm-present-name')
    expect((await ask('berta', 'PATCH', 'first', { labels: ['x'] })).json()).toMatchObject({ name: 'second', labels: ['x'] })
    const { items } = await api.open.store.audit.page(null, 100)
    expect(items.find(({ action }) => action === 'instance.rename')).toMatchObject({ thing: 'instance:first', detail: 'to second' })
  })

  it('is told under both names to open windows', async () => {
    await api.instance('told', 'berta')
    const heard: string[] = []
    const end = api.deps.events.subscribe((event) => event.topic === 'instance' && heard.push(event.name))
    await done(await post('berta', 'told/rename', { name: 'told-now' }))
    end()
    expect(heard).toContain('told-now')
  })

  it.each([
    ['in-use', 409, 'There is an instance of that name'],
    ['thrown', 409, 'in the trash'],
    ['given-up', 409, 'had that name until lately'],
    ['lobby', 400, 'is reserved'],
    ['localhost', 400, 'is reserved'],
    ['Not a name', 400, 'cannot be the name'],
    ['a'.repeat(33), 400, 'cannot be the name'],
    ['stays', 409, 'is called so already'],
  ])('to %s is refused before anything is done', async (name, status, sentence) => {
    if (!(await api.open.store.instances.find('stays' as InstanceName))) {
      await api.instance('stays', 'berta')
      await api.instance('in-use', 'carl')
      await trash(await api.instance('thrown', 'carl'))
      const { id } = await api.instance('given-up', 'carl')
      await api.open.store.instances.update(id, { name: 'other' as InstanceName })
    }
    const answer = await post('berta', 'stays/rename', { name })
    expect([answer.statusCode, answer.json().detail]).toEqual([status, expect.stringContaining(sentence)])
    expect((await ask('berta', 'GET', 'stays')).json()).toMatchObject({ name: 'stays', operation: null, formerNames: [] })
  })

  it('goes back to a name that it had itself', async () => {
    await api.instance('there', 'berta')
    await done(await post('berta', 'there/rename', { name: 'and-back' }))
    await done(await post('berta', 'and-back/rename', { name: 'there' }))
    expect((await ask('berta', 'GET', 'there')).json()).toMatchObject({ name: 'there', formerNames: [{ name: 'and-back' }] })
  })
})

describe('deleting for good', () => {
  it('is for what is in the trash', async () => {
    await api.instance('alive', 'berta')
    const answer = await post('ada', 'alive/purge')
    expect([answer.statusCode, answer.json().detail]).toEqual([409, expect.stringContaining('is not in the trash')])
  })

  it('says beforehand when it will happen by itself, and leaves the audit log', async () => {
    const instance = await api.instance('gone', 'berta')
    await trash(instance)
    expect((await ask('berta', 'GET', 'gone')).json()).toMatchObject({ goneAt: '2026-12-27T10:00:00.000Z' })
    const operation = await done(await post('ada', 'gone/purge'))
    expect((await ask('ada', 'GET', 'gone')).statusCode).toBe(404)
    const url = `/api/v1/operations/${operation.id}`
    const shown = await api.app.inject({ url, headers: { authorization: `Bearer ${tokens.ada}` } })
    expect(shown.json()).toMatchObject({ kind: 'purge-instance', instance: 'gone', state: 'done' })
    const { items } = await api.open.store.audit.page(null, 1)
    expect(items[0]).toMatchObject({ action: 'instance.purge', thing: 'instance:gone', who: 'ada' })
    expect((await post('ada', '', { name: 'gone', owner: 'berta' })).statusCode).toBe(404) // no such path
  })

  it('that did not finish is told, and what is left is not restored', async () => {
    const instance = await api.instance('half', 'berta')
    await trash(instance)
    expect((await ask('ada', 'GET', 'half')).json()).toMatchObject({ partlyDeleted: false })
    await api.open.store.instances.update(instance.id, { purgeBegunAt: '2026-11-27T11:00:00.000Z' })
    expect((await ask('berta', 'GET', 'half')).json()).toMatchObject({ partlyDeleted: true })
    const answer = await post('ada', 'half/restore')
    expect([answer.statusCode, answer.json().detail]).toEqual([409, expect.stringContaining('did not finish, so a part of it is gone')])
    await done(await post('ada', 'half/purge'))
  })
})

describe('kept copies', () => {
  it('are listed with time, size and why, and downloaded whole, which is written down', async () => {
    const { id } = await api.instance('emptied', 'berta')
    const { id: operation } = await done(await post('berta', 'emptied/reset-database'))
    const directory = join(api.dataDir, 'backups', id)
    await mkdir(directory, { recursive: true })
    await writeFile(join(directory, `before-reset-${operation}.dump`), 'PGDMP everything')
    await writeFile(join(directory, 'passing-oaaaaaaaaaaaa.dump'), 'half')
    const { items } = (await ask('berta', 'GET', 'emptied/copies')).json()
    expect(items).toEqual([{ id: operation, why: 'reset-database', madeAt: expect.stringMatching(/^20.*Z$/), bytes: 16, by: 'berta' }])
    const download = await ask('berta', 'GET', `emptied/copies/${operation}`)
    expect([download.statusCode, download.body, download.headers['content-type']]).toEqual([
      200,
      'PGDMP everything',
      'application/octet-stream',
    ])
    expect(download.headers['content-disposition']).toMatch(/^attachment; filename="emptied-20\d\d-\d\d-\d\d\.dump"$/)
    const rows = await api.open.store.audit.page(null, 1)
    expect(rows.items[0]).toMatchObject({ action: 'instance.download-copy', detail: operation, who: 'berta' })
  })

  it('are deleted by the owner, one by one, while nothing is done to the instance, and that is written down', async () => {
    const { items } = (await ask('berta', 'GET', 'emptied/copies')).json()
    const path = `emptied/copies/${items[0].id}`
    expect((await ask('berta', 'DELETE', 'emptied/copies/oaaaaaaaaaaaa')).statusCode).toBe(404)
    const { promise, resolve } = Promise.withResolvers<void>()
    gate = promise
    const restart = await post('berta', 'emptied/restart')
    expect((await ask('berta', 'DELETE', path)).json()).toMatchObject({ code: 'busy' })
    resolve()
    await done(restart)
    expect((await ask('berta', 'GET', 'emptied/copies')).json().items).toHaveLength(1)
    expect((await ask('berta', 'DELETE', path)).statusCode).toBe(204)
    expect((await ask('berta', 'GET', 'emptied/copies')).json().items).toEqual([])
    expect(await readdir(join(api.dataDir, 'backups', (await api.open.store.instances.get('emptied' as InstanceName)).id))).toEqual([
      'passing-oaaaaaaaaaaaa.dump',
    ])
    const rows = await api.open.store.audit.page(null, 1)
    expect(rows.items[0]).toMatchObject({ action: 'instance.remove-copy', detail: items[0].id, who: 'berta' })
  })

  it.each(['oaaaaaaaaaaaa', '..%2Fstore.sqlite', 'passing-oaaaaaaaaaaaa'])('that are none are not found: %s', async (copy) => {
    const { statusCode, body } = await ask('berta', 'GET', `emptied/copies/${copy}`)
    expect([statusCode, body]).toEqual([404, expect.not.stringContaining('SQLite')])
  })
})

describe('a copy', () => {
  it('belongs to who makes it, has settings and labels, but no secret and no limit of the other', async () => {
    const { id } = await api.instance('source', 'berta')
    const limits = { memoryMib: 4096, processes: 100, cpuPercent: 400, diskMib: 9999 }
    await api.open.store.instances.update(id, { labels: ['pilot'], network: 'none', limits, versions: { otree: '6.0.15', python: null } })
    await api.open.store.people.update('berta' as Username, { instanceQuota: 100 })
    const { kind, instanceId, input } = await done(await post('berta', 'source/copy', { name: 'source-2', withData: true }))
    expect([kind, input]).toEqual([
      'copy-instance',
      { name: 'source-2', owner: 'berta', sourceId: id, withData: true, deploymentId: expect.any(String) },
    ])
    const copy = await api.open.store.instances.getById(instanceId)
    expect(copy).toMatchObject({ name: 'source-2', owner: 'berta', labels: ['pilot'], network: 'none', versions: { otree: '6.0.15' } })
    expect(copy.limits.memoryMib).toBe(1024)
    const [own, others] = [await api.open.store.instances.getSecrets(instanceId), await api.open.store.instances.getSecrets(id)]
    for (const key of Object.keys(own) as (keyof typeof own)[]) expect(own[key]).not.toBe(others[key])
    const bySuper = await done(await post('ada', 'source/copy', { name: 'source-3', owner: 'carl' }))
    expect(await api.open.store.instances.getById(bySuper.instanceId)).toMatchObject({ owner: 'carl', limits })
  })

  it('counts for the quota, is for oneself, and has a name that is free', async () => {
    await api.open.store.people.update('carl' as Username, { instanceQuota: 0 })
    const { id } = await api.instance('shared', 'berta')
    await api.open.store.helpers.set({ instanceId: id, username: 'carl' as Username, role: 'co-experimenter', mayPay: true })
    for (const [who, body, status] of [
      ['carl', { name: 'mine' }, 409],
      ['berta', { name: 'theirs', owner: 'carl' }, 403],
      ['berta', { name: 'shared' }, 409],
      ['berta', { name: 'api' }, 400],
      ['ada', { name: 'nobodys', owner: 'nobody-at-all' }, 404],
      ['berta', { name: 'x', withData: 'yes' }, 400],
    ] as const) {
      const answer = await post(who, 'shared/copy', body)
      expect([body.name, answer.statusCode, answer.body]).toEqual([body.name, status, answer.body])
    }
    for (const name of ['mine', 'theirs', 'nobodys', 'x']) expect(await api.open.store.instances.find(name as InstanceName)).toBeUndefined()
  })
})
