import { readdir, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { type BrokenProjectName, writeBrokenProject } from '../apps/broken/projects.ts'
import { type GitClient, makeGitClient } from '../support/git-client.ts'
import { request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'
import { findProcesses } from '../support/leftovers.ts'

/** Whatever people bring: they read what is wrong and what to do, and what runs is as it was. */
let laboratory: Laboratory
let session: string

beforeAll(async () => {
  laboratory = await openLaboratory()
  for (const name of ['otree1', 'otree2']) {
    await laboratory.createInstance(name)
    await laboratory.manager.otmJson('deploy', name, resourcePath('test', 'apps', 'rooms'))
  }
  session = (await (await laboratory.otreeApi('otree1')).createSession('effort', 3)).code
})
afterAll(() => laboratory?.close())

interface Shown {
  readonly id: string
  readonly state: string
  readonly commit: string | null
  readonly operation: unknown
}
const show = (name: string): Promise<Shown> => laboratory.manager.otmJson<Shown>('instances', 'show', name)
const create = (name: string, owner = 'berta') => laboratory.manager.otm('instances', 'create', name, '--owner', owner)

/** What must not change: who serves, with what, and what lies in the instance's directories, logs and database files apart. */
async function traces(name: string) {
  const { id, state, commit, operation } = await show(name)
  const home = join(laboratory.dataDir, 'instances', id)
  const kept = (await readdir(home, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1))
    .filter((file) => !/^(log|postgres|work)\/|\.pyc$/.test(file))
  const processes = (await findProcesses(laboratory.dataDir)).filter((line) => line.includes(id) && !line.includes('postgres:'))
  return { state, commit, operation, kept: kept.toSorted(), processes: processes.toSorted(), work: await readdir(join(home, 'work')) }
}

/** Does something while somebody opens a page again and again: each time it is there. */
async function whileServed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const over = new AbortController()
  const answers: number[] = []
  const visiting = (async () => {
    for (; !over.signal.aborted; await sleep(100)) answers.push((await request(`${laboratory.origin(name)}/login`)).status)
  })()
  try {
    return await work()
  } finally {
    over.abort()
    await visiting
    expect(answers.filter((status) => status !== 200)).toEqual([])
  }
}

const broken = async (name: BrokenProjectName): Promise<string> => {
  const directory = join(laboratory.scratch, name)
  await writeBrokenProject(name, directory)
  return directory
}

/** A push that must be declined. @returns what the person reads */
async function decline(name: string, client: GitClient): Promise<string> {
  const before = await traces(name)
  const push = await whileServed(name, () => client.git('push', '--force', name, 'main'))
  expect(push.exitCode).not.toBe(0)
  await waitUntil('nothing of it is left', async () => JSON.stringify(await traces(name)) === JSON.stringify(before)).catch(() => undefined)
  expect(await traces(name)).toEqual(before)
  expect(push.stderr).not.toMatch(/at .*\.ts:\d+/)
  return push.stderr.replaceAll(/remote: ?| +$/gm, '')
}

describe('a name', () => {
  it.each([
    ['taken', 'otree1', 5, 'not free'],
    ['reserved', 'admin', 2, 'admin'],
    ['in capitals', 'Otree3', 2, 'Otree3'],
    ['with a path', '../otree3', 2, '../otree3'],
    ['with a line end', 'otree3\n', 2, 'otree3'],
    ['with a dot', 'a.b', 2, 'a.b'],
    ['like an option', 'xn--otree', 2, 'xn--otree'],
    ['too long', 'a'.repeat(64), 2, 'aaa'],
  ])('that is %s is refused, and no instance is made', async (_what, name, exitCode, named) => {
    const refused = await create(name)
    expect(refused).toMatchObject({ exitCode, stderr: expect.stringContaining(named) })
    expect(await readdir(join(laboratory.dataDir, 'instances'))).toHaveLength(2)
  })

  it('of an owner whom nobody knows is refused by name', async () => {
    expect(await create('otree3', 'nobody')).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('nobody') })
    expect(await readdir(join(laboratory.dataDir, 'instances'))).toHaveLength(2)
  })

  it('that is taken is refused for a second owner, too, and stays the first one’s', async () => {
    await laboratory.manager.otmJson('users', 'create', '--username', 'carl', '--email', 'carl@example.edu', '--name', 'Carl')
    expect(await create('otree1', 'carl')).toMatchObject({ exitCode: 5 })
    expect(await show('otree1')).toMatchObject({ owner: 'berta', state: 'ready' })
  })
})

describe('a key', () => {
  it('that somebody else uses is refused, and opens what it opened before', async () => {
    const client = await laboratory.clone('otree2', resourcePath('test', 'apps', 'rooms'))
    const refused = await laboratory.manager.otm('keys', 'add', 'mine', `${client.privateKeyFile}.pub`, '--user', 'ada')
    expect(refused).toMatchObject({ exitCode: 5, stderr: expect.stringMatching(/key/i) })
    expect((await client.git('ls-remote', 'otree2')).exitCode).toBe(0)
  })
})

describe('a push', () => {
  it('with links that lead out of the repository is declined by their names', async () => {
    const client = await laboratory.clone('otree1', resourcePath('test', 'apps', 'rooms'))
    await symlink('/etc/shadow', join(client.directory, '_static', 'shadow.txt'))
    await client.commit('README.md', 'A picture of the machine', 'A link')
    expect(await decline('otree1', client)).toContain('_static/shadow.txt')
  })

  it('of 500 MB is declined at the limit, in words', async () => {
    const client = await cloneOf('otree1', resourcePath('test', 'apps', 'rooms'))
    for (const [key, value] of [
      ['core.compression', '0'],
      ['core.bigFileThreshold', '1m'],
    ] as const)
      await client.git('config', key, value)
    const film = join(client.directory, '_static', 'film.mp4')
    await writeFile(film, '')
    await truncate(film, 500 * 1024 ** 2)
    await client.commit('README.md', 'With a film', 'A film')
    const told = await decline('otree1', client)
    expect(told).toContain('larger than 200 MiB')
    expect(told).toContain('.gitignore')
    expect((await stat(film)).size).toBe(500 * 1024 ** 2)
  }, 300_000)

  it('that boots without end, and one that is imported without end, are declined after a while', async () => {
    const [booting, importing] = await Promise.all([
      cloneOf('otree1', await broken('endless-boot')),
      cloneOf('otree2', await broken('endless-settings')),
    ])
    const [told, toldToo] = await Promise.all([decline('otree1', booting), decline('otree2', importing)])
    expect(told).toContain('oTree did not answer within 60 seconds')
    expect(told).toContain('Look for code in settings.py')
    expect(toldToo).toContain('still being imported after 60 seconds')
    expect(toldToo).toContain('settings.py')
  }, 300_000)
})

/** Another project of berta's, pushed with the key that she has already. */
async function cloneOf(name: string, source: string): Promise<GitClient> {
  const home = join(laboratory.scratch, `home-${(await readdir(laboratory.scratch)).length}-${name}`)
  const client = await makeGitClient(home, source)
  await laboratory.manager.otmJson('keys', 'add', `key-of-${home.slice(-12)}`, `${client.privateKeyFile}.pub`, '--user', 'berta')
  await client.git('remote', 'add', name, `ssh://git@localhost:${laboratory.manager.sshPort}/${name}`)
  return client
}

it('afterwards the data are there', async () => {
  expect(await (await laboratory.otreeApi('otree1')).participants(session)).toHaveLength(3)
})
