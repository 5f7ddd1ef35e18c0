import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import { type OtmResult, runOtm } from '../../test/support/test-terminal.ts'
import { noBrowser } from '../accounts/visitor.ts'
import type { Username } from '../domain/names.ts'

let api: TestApi
let scratch: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'otm-cli-'))
  api = await openTestApi({
    work:
      (kind) =>
      async ({ instanceId }) => {
        if (kind !== 'delete-instance') return
        await api.open.store.instances.update(instanceId, { state: 'ready-for-deployment' })
        await api.open.store.instances.update(instanceId, { state: 'trashed', trashedAt: new Date().toISOString() })
      },
  })
  await mkdir(join(api.dataDir, 'run'))
  await api.server.listen({ path: join(api.dataDir, 'run', 'manager.sock') })
  await api.person('ada', 'super-user')
})
afterAll(async () => {
  await api.close()
  await rm(scratch, { recursive: true })
})

const otm = (...argv: readonly string[]): Promise<OtmResult> =>
  runOtm(argv, { env: { OTM_DATA_DIR: api.dataDir, HOME: scratch }, cwd: scratch })
const otmJson = async (...argv: readonly string[]) => JSON.parse((await otm(...argv, '--json')).stdout)
const owners = async () =>
  (await api.open.store.instances.list({ withTrashed: true })).map(({ name, owner, state }) => `${name} ${owner} ${state}`)

it('makes and changes people with a number of instances that they may create', async () => {
  const made = await otm('users', 'create', '--username', 'berta', '--email', 'berta@example.org', '--name', 'Berta', '--instances', '2')
  expect(made).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('/invitation#') })
  expect((await otm('users', 'list')).stdout).toMatch(/berta +Berta +berta@example.org +experimenter +invited +2 /)
  expect(await otmJson('users', 'update', 'berta', '--instances', '5', '--language', 'de')).toMatchObject({
    instanceQuota: 5,
    language: 'de',
  })
  expect(await otm('users', 'update', 'berta', '--instances', 'many')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--instances 3'),
  })
  expect(await otm('users', 'update', 'ada', '--deactivate')).toMatchObject({
    exitCode: 5,
    stderr: expect.stringContaining('the last super-user'),
  })
})

it('shows where somebody is signed in, and ends it', async () => {
  expect((await otm('users', 'sign-ins', 'berta')).stdout).toBe('berta is signed in nowhere.\n')
  await api.signIn('berta')
  const { items } = await otmJson('users', 'sign-ins', 'berta')
  expect((await otm('users', 'sign-ins', 'berta')).stdout).toContain(`${items[0].id}  unknown`)
  expect((await otm('users', 'sign-ins', 'berta', '--end', items[0].id)).stdout).toBe('berta is signed in nowhere.\n')
  expect(await otm('users', 'sign-ins', 'berta', '--end', items[0].id)).toMatchObject({ exitCode: 4 })
  await api.signIn('berta')
  expect(await otmJson('users', 'sign-ins', 'berta', '--end-all')).toMatchObject({ items: [] })
})

it('forces a new password', async () => {
  const { url } = await api.accounts.createResetUrl('berta' as Username)
  await api.accounts.acceptLink(new URL(url).hash.slice(1), 'the password of berta')
  expect((await otm('users', 'force-new-password', 'berta')).stdout).toMatch(/^Give this link to berta;.*\n.*\/reset#/)
  const again = api.accounts.signIn.withPassword({ login: 'berta', password: 'the password of berta' }, noBrowser)
  await expect(again).rejects.toMatchObject({ code: 'not_signed_in' })
})

describe('deleting', () => {
  it('says what can become of the instances, and does that', async () => {
    await api.person('carl')
    for (const name of ['otree1', 'otree2']) await api.instance(name, 'berta')
    expect(await otm('users', 'delete', 'berta')).toMatchObject({
      exitCode: 5,
      stderr: expect.stringMatching(/otree1, otree2\..*otm users delete berta --hand-to USERNAME.*otm users delete berta --trash/),
    })
    expect((await otm('users', 'delete', 'berta', '--hand-to', 'carl')).stdout).toBe('berta is deleted.\n')
    expect(await owners()).toEqual(['otree1 carl starting', 'otree2 carl starting'])
    expect((await otm('users', 'delete', 'carl', '--trash')).exitCode).toBe(0)
    expect(await owners()).toEqual(['otree1 ada trashed', 'otree2 ada trashed'])
  })
})

describe('the audit log', () => {
  it('is filtered, in as many rows as wanted', async () => {
    const { items } = await otmJson('audit', '--action', 'person.delete', '--result', 'allowed')
    expect(items.map(({ thing, detail }: Record<string, string>) => [thing, detail])).toEqual([
      ['person:carl', 'instances to the trash'],
      ['person:berta', 'instances to carl'],
    ])
    expect((await otmJson('audit', '--limit', '3')).items).toHaveLength(3)
    expect((await otm('audit', '--since', '2999-01-01')).stdout).toMatch(/^WHEN +WHO.*\n$/)
    expect(await otm('audit', '--result', 'maybe')).toMatchObject({ exitCode: 2 })
    expect(await otm('audit', '--limit', 'all')).toMatchObject({ exitCode: 2 })
    expect(await otm('audit', '--since', 'yesterday')).toMatchObject({ exitCode: 2 })
  })

  it('is given as CSV', async () => {
    const { stdout } = await otm('audit', '--csv', '--thing', 'person:carl')
    const lines = stdout.split('\r\n')
    expect(lines[0]).toBe('at,who,action,thing,by,from,result,detail')
    expect(lines[1]).toMatch(/^20.*Z,server,person.delete,person:carl,server,,allowed,instances to the trash$/)
  })

  it('of one instance is what concerns it', async () => {
    const { items } = await otmJson('audit', '--instance', 'otree1')
    expect(items.map(({ action }: Record<string, string>) => action)).toContain('instance.hand-over')
    expect(await otm('audit', '--instance', 'otree1', '--who', 'ada')).toMatchObject({ exitCode: 2 })
  })
})
