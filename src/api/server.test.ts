import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import { runGit } from '../git/git-command.ts'
import { toRepositoryDirectory } from '../git/repository-directory.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { newDeployment } from '../store/testing/temporary-store.ts'
import { endpoints } from './contract/endpoints.ts'
import { refuseUndeclaredRoutes } from './register-routes.ts'

const password = 'correct horse battery'
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'
const identity = {
  env: { GIT_AUTHOR_NAME: 'B', GIT_AUTHOR_EMAIL: 'b@example.org', GIT_COMMITTER_NAME: 'B', GIT_COMMITTER_EMAIL: 'b@example.org' },
}
let api: TestApi
let superUser: string
let berta: string
beforeAll(async () => {
  api = await openTestApi({ maxPushMib: 1 })
  superUser = await api.person('super', 'super-user')
  berta = await api.person('berta')
})
afterAll(() => api.close())

interface Ask {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly bearer?: string
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

const ask = (path: string, { method = 'GET', bearer, body, headers = {} }: Ask = {}) =>
  api.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...headers, ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }) },
    ...(body === undefined ? {} : { payload: body }),
  })

describe('signing in', () => {
  it('sets a cookie, tells no token, and the API does not take the cookie', async () => {
    const { invitation } = await api.accounts.createPerson({
      username: 'carl',
      name: 'Carl',
      email: 'carl@example.org',
      role: 'experimenter',
    })
    const token = new URL(invitation.url).hash.slice(1)
    expect((await ask('/invitation/read', { method: 'POST', body: { token } })).json()).toMatchObject({
      purpose: 'invitation',
      username: 'carl',
    })
    const accepted = await ask('/invitation/accept', { method: 'POST', body: { token, password } })
    expect(accepted.json()).toEqual({ username: 'carl' })
    expect((await ask('/invitation/accept', { method: 'POST', body: { token, password } })).statusCode).toBe(404)

    const signedIn = await ask('/sign-in', { method: 'POST', body: { username: 'carl', password } })
    expect(signedIn.json()).toEqual({ username: 'carl' })
    const [cookie = ''] = [signedIn.headers['set-cookie']].flat()
    expect(cookie).toMatch(/^otm=[^;]+; .*HttpOnly; SameSite=Lax$/)
    expect((await ask('/me', { headers: { cookie } })).statusCode).toBe(401)
    expect((await ask('/sign-out', { method: 'POST', headers: { cookie } })).statusCode).toBe(204)
    expect((await ask('/invitation/read', { method: 'POST', body: { token: 'x' }, headers: { cookie } })).statusCode).toBe(404)
  })

  it('is slowed down after wrong passwords, and says for how long', async () => {
    const wrong = () => ask('/sign-in', { method: 'POST', body: { username: 'mallory', password: 'wrong password' } })
    for (let attempt = 0; attempt < 6; attempt++) expect((await wrong()).statusCode).toBe(401)
    // the wait doubles with each attempt, so that a machine too slow for the first one meets a later one
    const slowedDown = await waitUntil('an attempt comes too early', async () => {
      const answer = await wrong()
      return answer.statusCode === 429 && answer
    })
    expect(slowedDown.headers['retry-after']).toMatch(/^\d+$/)
  })

  it('never writes down what was typed into the field of the name', async () => {
    await ask('/sign-in', { method: 'POST', body: { username: 'my-secret-password', password: 'x' } })
    const { items } = await api.open.store.audit.page(null, 1)
    expect(items[0]).toMatchObject({ who: null, action: 'sign-in', thing: 'manager', result: 'refused' })
  })
})

describe('requests of other pages', () => {
  it.each([
    ['POST', '/sign-in'],
    ['GET', '/me'],
    ['POST', '/instances'],
  ] as const)('are refused at %s %s', async (method, path) => {
    const answer = await ask(path, { method, bearer: superUser, headers: { origin: 'http://otree1.localhost:8000' }, body: {} })
    expect(answer.statusCode).toBe(403)
    expect(answer.json().detail).toContain('Open the manager at http://localhost:8000/')
  })

  it('are not mistaken for the dashboard’s own', async () => {
    expect((await ask('/me', { bearer: superUser, headers: { origin: 'http://localhost:8000' } })).statusCode).toBe(200)
  })
})

describe('problems', () => {
  it('name the fields that do not fit', async () => {
    const answer = await ask('/people', { method: 'POST', bearer: superUser, body: { username: 'dora', name: '', email: 'nothing' } })
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.json()).toMatchObject({ code: 'invalid_input', status: 400, issues: [{ path: 'name' }, { path: 'email' }] })
  })

  it('refuse fields that nobody asked for', async () => {
    const body = { name: 'Berta', hasPassword: true, id: 'x' }
    expect((await ask('/people/berta', { method: 'PATCH', bearer: superUser, body })).statusCode).toBe(400)
    expect((await ask('/instances', { method: 'POST', bearer: superUser, body: { name: 'x', owner: 'berta', uid: 0 } })).statusCode).toBe(
      400,
    )
  })

  it.each([
    ['no JSON', { 'content-type': 'application/json' }, '{'],
    ['text', { 'content-type': 'text/plain' }, 'x'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'name=x'],
    ['a stream where none is taken', { 'content-type': 'application/x-tar' }, 'x'],
  ])('answer %s with 400', async (_what, headers, payload) => {
    const answer = await api.app.inject({
      method: 'POST',
      url: '/api/v1/people',
      headers: { ...headers, authorization: `Bearer ${superUser}` },
      payload,
    })
    expect(answer.json()).toMatchObject({ code: 'invalid_input' })
  })

  it('tell of the unexpected only an id', async () => {
    const { repositories } = api.deps
    const broken = { ...repositories, findMain: () => Promise.reject(new Error('secret path /x')) }
    Object.assign(api.deps, { repositories: broken })
    const instance = await api.instance('broken', 'berta')
    const answer = await ask(`/instances/${instance.name}/deployments`, { method: 'POST', bearer: berta, body: { again: true } })
    expect(answer.json()).toMatchObject({ code: 'internal', status: 500, errorId: expect.stringMatching(/^e/) })
    expect(answer.body).not.toContain('secret path')
    Object.assign(api.deps, { repositories })
  })
})

describe('instances', () => {
  it('are made by an operation, with names that are free and allowed', async () => {
    const create = (name: string, owner = 'berta') => ask('/instances', { method: 'POST', bearer: superUser, body: { name, owner } })
    const created = await create('otree1')
    expect(created.statusCode).toBe(202)
    expect(created.json().operation).toMatchObject({ kind: 'create-instance', instance: 'otree1', by: 'super' })
    expect((await create('otree1')).json()).toMatchObject({ code: 'name_taken' })
    expect((await create('admin')).json()).toMatchObject({ code: 'name_reserved' })
    expect((await create('localhost')).json()).toMatchObject({ code: 'name_reserved' })
    expect((await create('../etc')).json()).toMatchObject({ code: 'invalid_input' })
    expect((await create('otree2', 'nobody')).json()).toMatchObject({ code: 'not_found' })
    const detail = (await ask('/instances/otree1', { bearer: berta })).json()
    expect(detail).toMatchObject({
      owner: 'berta',
      url: 'http://otree1.localhost:8000/',
      gitSshUrl: 'ssh://git@localhost:2222/otree1',
      gitHttpsUrl: 'http://localhost:8000/git/otree1',
      lastDeployment: null,
      rooms: [],
    })
    expect(detail.allowedActions).toContain('instance.start')
    expect(detail.allowedActions).not.toContain('instance.delete')
  })

  it('are listed in pages, and only those that the caller may see', async () => {
    await api.person('dora')
    for (const name of ['p1', 'p2', 'p3']) await api.instance(name, 'dora')
    const first = (await ask('/instances?limit=2&search=p', { bearer: superUser })).json()
    expect(first.items).toHaveLength(2)
    const names = (await ask('/instances', { bearer: berta })).json().items.map(({ owner }: { owner: string }) => owner)
    expect(new Set(names)).toEqual(new Set(['berta']))
    expect((await ask('/instances?owner=dora', { bearer: berta })).json().items.map(({ owner }: { owner: string }) => owner)).not.toContain(
      'dora',
    )
    const operations = (await ask('/operations?instance=p1', { bearer: berta })).json()
    expect(operations).toEqual({ items: [], next: null })
  })

  it('take an upload as it comes, and no larger one than is allowed', async () => {
    const instance = await api.instance('upload', 'berta')
    await api.repositories.create(instance.id)
    const send = (payload: Buffer) =>
      api.app.inject({
        method: 'POST',
        url: '/api/v1/instances/upload/deployments',
        headers: { authorization: `Bearer ${berta}`, 'content-type': 'application/x-tar' },
        payload,
      })
    const large = await send(Buffer.concat([tarHeader('data.bin', 2 * 1024 * 1024), Buffer.alloc(2 * 1024 * 1024 + 1024)]))
    expect(large.json()).toMatchObject({ code: 'too_large', status: 413 })
    expect((await send(Buffer.from('this is no tar file at all'.repeat(100)))).json()).toMatchObject({ code: 'invalid_input' })
    const fine = await send(Buffer.concat([tarHeader('settings.py', 0), Buffer.alloc(1024)]))
    expect(fine.json()).toMatchObject({ operation: { kind: 'deploy-instance', instance: 'upload', by: 'berta' } })
  })

  it('deploy a folder of the code when one is named', async () => {
    const instance = await api.instance('monorepo', 'berta')
    await api.repositories.create(instance.id)
    let count = 0
    const send = (query: string) =>
      api.app.inject({
        method: 'POST',
        url: `/api/v1/instances/monorepo/deployments${query}`,
        headers: { authorization: `Bearer ${berta}`, 'content-type': 'application/x-tar' },
        payload: Buffer.concat([tarHeader('games/dictator/settings.py', 0), tarHeader(`version${count++}.txt`, 0), Buffer.alloc(1024)]),
      })
    const inputOf = async (query: string) => {
      const answer = await send(query)
      expect(answer.json()).toMatchObject({ operation: { kind: 'deploy-instance' } })
      return (await api.operations.wait(answer.json().operation.id)).input
    }
    expect(await inputOf('?folder=games/dictator/')).toMatchObject({ folder: 'games/dictator' })
    expect(await inputOf('?folder=.')).toMatchObject({ folder: null })
    expect(await inputOf('')).not.toHaveProperty('folder')
    expect((await send('?folder=../x')).json()).toMatchObject({ code: 'invalid_input', detail: expect.stringContaining('"../x"') })
  })

  it('bring back an earlier deployment of their own, and say what is not kept', async () => {
    const instance = await api.instance('returning', 'berta')
    await api.repositories.create(instance.id)
    const commit = (
      await runGit(toRepositoryDirectory(api.dataDir, instance.id), ['commit-tree', '-m', 'First', emptyTree], identity)
    ).trim()
    const save = (id: string) => api.open.store.deployments.save({ ...newDeployment(instance.id), id, commit })
    for (const id of ['dkept0001', 'dgone0001']) await save(id)
    await api.repositories.keep(instance.id, commit, 'dkept0001', null)
    const list = (await ask('/instances/returning/deployments', { bearer: berta })).json()
    expect(new Map(list.items.map(({ id, kept }: { id: string; kept: boolean }) => [id, kept]))).toEqual(
      new Map([
        ['dkept0001', true],
        ['dgone0001', false],
      ]),
    )
    const again = (deployment: string, more: object = {}, query = '') =>
      ask(`/instances/returning/deployments${query}`, { method: 'POST', bearer: berta, body: { again: true, deployment, ...more } })
    const { operation } = (await again('dkept0001')).json()
    expect((await api.operations.wait(operation.id)).input).toMatchObject({ commit, bringsBack: 'dkept0001' })
    expect((await again('dgone0001')).json()).toMatchObject({ code: 'conflict', detail: expect.stringContaining('is not kept') })
    expect((await again('dmissing1')).json()).toMatchObject({ code: 'not_found' })
    expect((await again('dkept0001', { update: true })).json()).toMatchObject({ code: 'invalid_input' })
    expect((await again('dkept0001', {}, '?folder=a')).json()).toMatchObject({ code: 'invalid_input' })
  })

  it('list, give and remove what a project has written, and write every look down', async () => {
    const { id } = await api.instance('writing', 'berta')
    const kept = join(api.dataDir, 'instances', id, 'written', 'waaaaaaaa')
    await mkdir(kept, { recursive: true })
    await writeFile(join(kept, 'answers.csv'), '1,2')
    const path = '/instances/writing/files'
    expect((await ask(path, { bearer: berta })).json()).toMatchObject({
      items: [{ id: 'waaaaaaaa', state: 'kept', fileCount: 1 }],
      next: null,
    })
    const tar = await ask(`${path}/archive?of=waaaaaaaa`, { bearer: berta })
    expect(tar.headers).toMatchObject({
      'content-type': 'application/x-tar',
      'content-disposition': 'attachment; filename="writing-files.tar"',
    })
    expect(tar.body).toContain('waaaaaaaa/answers.csv')
    const remove = () => ask(`${path}?of=waaaaaaaa`, { method: 'DELETE', bearer: berta })
    expect([(await remove()).statusCode, (await remove()).statusCode]).toEqual([204, 404])
    const { items } = await api.deps.store.audit.page(null, 4)
    expect(items.map(({ action, detail, result }) => [action, detail, result])).toEqual([
      ['instance.remove-files', 'remove waaaaaaaa; not_found', 'refused'],
      ['instance.remove-files', 'remove waaaaaaaa', 'allowed'],
      ['instance.files', 'download waaaaaaaa', 'allowed'],
      ['instance.files', 'list', 'allowed'],
    ])
  })

  it('remember the folder that is to be deployed', async () => {
    await api.instance('remembering', 'berta')
    const patch = (body: object) => ask('/instances/remembering', { method: 'PATCH', bearer: berta, body })
    expect((await patch({ projectFolder: 'games/dictator' })).json()).toMatchObject({ projectFolder: 'games/dictator' })
    expect((await patch({})).json()).toMatchObject({ code: 'invalid_input' })
    expect((await patch({ otreeVersion: null })).json()).toMatchObject({ projectFolder: 'games/dictator' })
    expect((await patch({ projectFolder: '/etc' })).json()).toMatchObject({ code: 'invalid_input' })
    expect((await patch({ projectFolder: '.' })).json()).toMatchObject({ projectFolder: null })
    expect((await patch({ uid: 0 })).statusCode).toBe(400)
  })

  it('tell which folders could be deployed instead', async () => {
    const { id } = await api.instance('choosing', 'berta')
    const error = { code: 'project.no_settings', detail: 'None.', facts: { folders: ['a', 'b'] } }
    const operation = await api.operations.start({ kind: 'deploy-instance', instanceId: id, by: 'server', input: {} })
    await api.operations.wait(operation.id)
    await api.deps.store.operations.update(operation.id, { state: 'failed', error })
    expect((await ask(`/operations/${operation.id}`, { bearer: berta })).json()).toMatchObject({ error })
  })
})

function tarHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(512)
  header.write(name)
  header.write('0000644\0', 100)
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write('        0', 148)
  header.write('ustar\u000000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

it('is described by OpenAPI, every endpoint of it', async () => {
  const document = (await ask('/openapi.json')).json()
  expect(document.openapi).toBe('3.1.0')
  const described = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, ':$1')}`),
  )
  const table = Object.values(endpoints).map(({ method, path }) => `${method} ${path}`)
  expect(new Set(described)).toEqual(new Set(table))
})

it('starts with no route that declares no action', () => {
  const app = Fastify()
  refuseUndeclaredRoutes(app)
  expect(() => app.get('/hidden', async () => 'x')).toThrow('GET /hidden declares no action')
  expect(() => app.get('/wrong', { config: { action: 'nothing' as 'me.read' } }, async () => 'x')).toThrow('GET /wrong declares no action')
})

it('takes whoever opens the socket of the machine for the server, and writes that down', async () => {
  const answer = await api.server.inject({ url: '/api/v1/me' })
  expect(answer.json()).toMatchObject({ username: 'server', superUser: true, person: null })
  await api.server.inject({ method: 'POST', url: '/api/v1/people/berta/reset' })
  const { items } = await api.open.store.audit.page(null, 1)
  expect(items[0]).toMatchObject({ who: 'server', by: 'server', action: 'person.reset', thing: 'person:berta' })
})

it('knows at once when a token is removed or a person is not active any more', async () => {
  await api.person('erik')
  const token = await api.token('erik', 'all')
  expect((await ask('/me', { bearer: token })).statusCode).toBe(200)
  await ask('/people/erik', { method: 'PATCH', bearer: superUser, body: { active: false } })
  expect((await ask('/me', { bearer: token })).statusCode).toBe(401)
})

it('lets no stranger fill the disk with refused attempts, and still writes down what others do', async () => {
  const last = async () => (await api.open.store.audit.page(null, 1)).items[0]
  const leftOut = async (): Promise<boolean> => {
    const before = await last()
    await ask('/instances/otree1/start', { method: 'POST' })
    return (await last())?.id === before?.id
  }
  let attempts = 1 // a minute may end in the middle, and counting begins anew
  while (!(await leftOut())) expect(++attempts).toBeLessThan(700)
  expect(attempts).toBeGreaterThan(290)
  await ask('/instances/nowhere/start', { method: 'POST', bearer: berta })
  expect(await last()).toMatchObject({ who: 'berta', thing: 'instance:nowhere', result: 'refused' })
})

it('answers what the framework itself refuses as a problem, too', async () => {
  const answer = await api.app.inject({ method: 'DELETE', url: `/api/v1/keys/${'k'.repeat(300)}` })
  expect(answer.statusCode).toBe(400)
  expect(answer.headers['content-type']).toContain('application/problem+json')
})
