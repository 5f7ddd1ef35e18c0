import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import type { GitClient } from '../support/git-client.ts'
import { request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'
import { findProcesses, soon } from '../support/leftovers.ts'
import { queryDump } from '../support/restore-dump.ts'

// An instance is renamed in the middle of a session, copied with its data, emptied and deleted for good; each test goes on where the one before ended.

let laboratory: Laboratory
let client: GitClient
let session: { readonly code: string; readonly joinPath: string }

beforeAll(async () => {
  laboratory = await openLaboratory()
  await laboratory.createInstance('early')
  client = await laboratory.clone('early', resourcePath('test', 'apps', 'rooms'))
  expect((await client.git('push', 'early', 'main')).exitCode).toBe(0)
  session = await (await laboratory.otreeApi('early')).createSession('effort', 3)
})
afterAll(() => laboratory?.close())

interface Shown {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly commit: string
  readonly labels: readonly string[]
}
const otm = (...words: string[]) => laboratory.manager.otm(...words)
const show = (name: string): Promise<Shown> => laboratory.manager.otmJson<Shown>('instances', 'show', name)
const open = (name: string, path: string, headers = {}) =>
  request(laboratory.origin(name) + path, { headers: { accept: 'text/html', ...headers } })
const participantsOf = async (name: string): Promise<number> => (await (await laboratory.otreeApi(name)).participants(session.code)).length

/** As a browser does, at one host only. @returns the page of the participant that was come to */
async function enter(name: string): Promise<string> {
  let path = session.joinPath
  for (let count = 0; count < 6; count++) {
    const { status, headers } = await open(name, path)
    if (status === 200) return path
    path = new URL(headers.location ?? '', laboratory.origin(name)).pathname
  }
  throw new Error(`${session.joinPath} led nowhere.`)
}

describe('renaming', () => {
  it('lets who plays send in their page where it was opened, and shows the next one at the new address', async () => {
    const page = await enter('early')
    const before = await show('early')
    const serving = await findProcesses(laboratory.dataDir)
    const renamed = await otm('instances', 'rename', 'early', 'late', '--disturb')
    expect([renamed.exitCode, renamed.stdout]).toEqual([0, expect.stringContaining(`${laboratory.origin('late')}/`)])
    const sent = await request(laboratory.origin('early') + page, {
      method: 'POST',
      headers: { origin: laboratory.origin('early'), 'content-type': 'application/x-www-form-urlencoded', 'content-length': '0' },
    })
    expect(sent.status).toBe(302)
    const next = new URL(sent.headers.location ?? '', laboratory.origin('early')).pathname
    expect(next).not.toBe(page)
    const led = await open('early', next)
    expect([led.status, led.headers.location]).toEqual([308, laboratory.origin('late') + next])
    expect((await open('late', next)).status).toBe(200)
    expect(await show('late')).toMatchObject({ id: before.id, state: 'ready', commit: before.commit })
    await expect.poll(() => findProcesses(laboratory.dataDir), soon).toEqual(serving) // nothing was started anew
  })

  it('takes pushes and fetches at the former Git URL, which say what to change', async () => {
    await client.commit('_static/version.txt', '2', 'Second version')
    const pushed = await client.git('push', '-o', 'disturb', 'early', 'main')
    expect([pushed.exitCode, pushed.stderr]).toEqual([0, expect.stringContaining('"early" is called "late" now')])
    expect(pushed.stderr).toContain(`git remote set-url early ssh://git@localhost:${laboratory.manager.sshPort}/late`)
    expect((await client.git('ls-remote', 'early')).stdout).toContain((await show('late')).commit)
  })

  it('is told to who asks otm for the former name, which nobody else gets', async () => {
    const shown = await otm('instances', 'show', 'early')
    expect([shown.exitCode, shown.stderr]).toEqual([0, expect.stringContaining('This instance is called "late" now')])
    expect((await otm('instances', 'create', 'early', '--owner', 'berta')).stderr).toContain('had that name until lately')
  })

  it('goes back, and the addresses lead the other way round', async () => {
    expect((await otm('instances', 'rename', 'late', 'early', '--disturb')).exitCode).toBe(0)
    expect((await open('late', '/login')).headers.location).toBe(`${laboratory.origin('early')}/login`)
    expect((await open('early', '/login')).status).toBe(200)
  })

  it('outlives the manager and the gateway', async () => {
    await laboratory.manager.stop()
    await laboratory.restart()
    await waitUntil('it serves', async () => (await open('early', '/login')).status === 200)
    expect((await open('late', '/login')).headers.location).toBe(`${laboratory.origin('early')}/login`)
    expect(await participantsOf('early')).toBe(3)
  })
})

describe('copying', () => {
  it('with data takes everything along while the instance serves, under passwords of its own', async () => {
    await otm('instances', 'update', 'early', '--label', 'pilot')
    const copied = await otm('instances', 'copy', 'early', 'twin', '--with-data', '--owner', 'berta')
    expect([copied.exitCode, copied.stderr]).toEqual([0, copied.stderr])
    const [source, twin] = [await show('early'), await show('twin')]
    expect(twin).toMatchObject({ state: 'ready', commit: source.commit, labels: ['pilot'] })
    expect([await participantsOf('twin'), await participantsOf('early')]).toEqual([3, 3])
    const secrets = async (name: string): Promise<object> => laboratory.manager.otmJson('instances', 'secrets', name)
    expect(await secrets('twin')).not.toEqual(await secrets('early'))
    expect((await client.git('ls-remote', `ssh://git@localhost:${laboratory.manager.sshPort}/twin`)).stdout).toContain(source.commit)
    expect(await readdir(join(laboratory.dataDir, 'backups', source.id)).catch(() => [])).toEqual([])
  })

  it('without data begins with an empty database', async () => {
    expect((await otm('instances', 'copy', 'early', 'fresh', '--owner', 'berta')).exitCode).toBe(0)
    await expect(participantsOf('fresh')).rejects.toThrow('404')
    expect((await (await laboratory.otreeApi('fresh')).createSession('effort', 2)).code).not.toBe(session.code)
  })
})

describe('what was emptied', () => {
  it('is kept as a copy, which is listed, downloaded and deleted', async () => {
    expect((await otm('instances', 'reset-database', 'twin', '--disturb')).exitCode).toBe(0)
    await expect(participantsOf('twin')).rejects.toThrow('404')
    const { items } = await laboratory.manager.otmJson<{ items: { id: string; why: string; bytes: number }[] }>(
      'instances',
      'copies',
      'twin',
    )
    expect(items).toMatchObject([{ why: 'reset-database', by: 'server' }])
    const file = join(laboratory.scratch, 'twin.dump')
    expect((await otm('instances', 'copies', 'twin', '--download', items[0]?.id ?? '', '-o', file)).exitCode).toBe(0)
    expect(await queryDump(laboratory.scratch, file, 'SELECT code FROM otree_session')).toContain(session.code)
    expect((await otm('instances', 'copies', 'twin')).stdout).toMatch(/together \d+\.\d MiB/)
    expect((await otm('instances', 'copies', 'twin', '--remove', items[0]?.id ?? '')).stdout).toContain('is deleted')
    expect((await otm('instances', 'copies', 'twin')).stdout).toContain('There are no copies of twin.')
  })
})

describe('deleting for good', () => {
  it('leaves nothing but the audit log, and keeps the name', async () => {
    const { id } = await show('twin')
    expect((await otm('instances', 'purge', 'twin')).stderr).toContain('is not in the trash')
    expect((await otm('instances', 'delete', 'twin', '--disturb')).exitCode).toBe(0)
    expect((await otm('instances', 'purge', 'twin')).exitCode).toBe(0)
    expect((await otm('instances', 'show', 'twin')).exitCode).toBe(4)
    for (const folder of ['instances', 'backups']) expect(await readdir(join(laboratory.dataDir, folder))).not.toContain(id)
    await expect.poll(async () => (await findProcesses(laboratory.dataDir)).filter((line) => line.includes(id)), soon).toEqual([])
    expect((await otm('instances', 'create', 'twin', '--owner', 'berta')).stderr).toContain('had that name until lately')
    expect((await otm('audit')).stdout).toContain('instance.purge')
    expect(await participantsOf('early')).toBe(3)
  })
})
