import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { plainEnv } from '../../src/lib/run-command.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import type { GitClient } from '../support/git-client.ts'
import { request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'

let laboratory: Laboratory
let client: GitClient
const tokens = { all: '', read: '' }

beforeAll(async () => {
  laboratory = await openLaboratory()
  await laboratory.createInstance('otree1')
  client = await laboratory.clone('otree1', resourcePath('test', 'apps', 'pages'))
  for (const scope of ['all', 'read'] as const) {
    const args = ['--name', scope, '--user', 'berta', '--scope', scope]
    tokens[scope] = (await laboratory.manager.otmJson<{ token: string }>('token', 'create', ...args)).token
  }
})
afterAll(() => laboratory?.close())

interface Shown {
  readonly state: string
  readonly commit: string | null
  readonly gitHttpsUrl: string
  readonly lastDeployment: { readonly state: string } | null
}
const show = (): Promise<Shown> => laboratory.manager.otmJson<Shown>('instances', 'show', 'otree1')
const url = (token: string): string => `http://berta:${token}@localhost:${laboratory.manager.httpPort}/git/otree1`
const head = async (): Promise<string> => (await client.git('rev-parse', 'HEAD')).stdout.trim()
const isUp = async (): Promise<boolean> => (await request(`${laboratory.origin('otree1')}/login`)).status === 200

describe('a push over HTTPS', () => {
  it('is built, streamed, and ends with the address', async () => {
    expect((await show()).gitHttpsUrl).toBe(`http://localhost:${laboratory.manager.httpPort}/git/otree1`)
    const pushing = start('push', url(tokens.all), 'main')
    await waitUntil('lines arrive while it is built', () => pushing.stderr().includes('remote:') && pushing.child.exitCode === null, {
      timeoutMs: 60_000,
    })
    expect(await pushing.exitCode).toBe(0)
    expect(pushing.stderr()).toContain(`${laboratory.origin('otree1')}/`)
    expect(await show()).toMatchObject({ state: 'ready', commit: await head(), lastDeployment: { state: 'active' } })
    expect(await isUp()).toBe(true)
  })

  it('that is declined leaves the running version', async () => {
    const { commit } = await show()
    await client.commit('requirements.txt', 'otree==6.0.15\nno-such-package-anywhere==1.0\n', 'Broken')
    const { exitCode, stderr } = await client.git('push', url(tokens.all), 'main')
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/remote: .*no-such-package-anywhere[\s\S]*remote rejected/)
    expect(await show()).toMatchObject({ state: 'ready', commit, lastDeployment: { state: 'failed' } })
    const { items } = await laboratory.manager.otmJson<{ items: object[] }>('audit', '--instance', 'otree1', '--limit', '2')
    const row = { who: 'berta', action: 'git.push', thing: 'instance:otree1', by: 'token', from: '127.0.0.1' }
    expect(items).toMatchObject([
      { ...row, result: 'failed', detail: 'project.unresolvable' },
      { ...row, result: 'allowed', detail: null },
    ])
    expect(await isUp()).toBe(true)
    await client.git('reset', '--hard', '--quiet', 'HEAD^')
  })

  it('by force, and to master, deploys, too', async () => {
    await client.git('commit', '--amend', '--quiet', '--message', 'The same with another name')
    expect((await client.git('push', '--force', url(tokens.all), 'HEAD:master')).exitCode).toBe(0)
    expect((await show()).commit).toBe(await head())
  })

  it('of 40 MB is taken', async () => {
    await writeFile(join(client.directory, '_static', 'film.bin'), randomBytes(40 * 1024 ** 2))
    await client.commit('README.md', 'With a film', 'A film')
    expect((await client.git('push', '--force', url(tokens.all), 'main')).exitCode).toBe(0)
    expect((await show()).commit).toBe(await head())
  })

  it('whose client is killed in the middle is deployed all the same', async () => {
    const made = await client.commit('README.md', 'With a longer text', 'A text')
    const pushing = start('push', url(tokens.all), 'main')
    await waitUntil('the build has begun', () => pushing.stderr().includes('remote:'), { timeoutMs: 60_000 })
    process.kill(-(pushing.child.pid ?? 0), 'SIGKILL')
    await waitUntil('it runs', async () => (await show()).commit === made, { timeoutMs: 60_000 })
    const branch = async (): Promise<string> => (await client.git('ls-remote', url(tokens.read), 'main')).stdout
    await waitUntil('the branch follows', async () => (await branch()).includes(made), { timeoutMs: 60_000 })
    expect(await isUp()).toBe(true)
  })
})

describe('a clone over HTTPS', () => {
  it('gives what runs, and a fetch what comes after', async () => {
    const copy = join(laboratory.scratch, 'copy')
    expect((await client.git('clone', '--quiet', url(tokens.read), copy)).exitCode).toBe(0)
    expect(await readFile(join(copy, 'README.md'), 'utf8')).toBe('With a longer text')
    expect((await client.git('-C', copy, 'fetch')).exitCode).toBe(0)
    await rm(copy, { recursive: true })
  })
})

describe('a token', () => {
  it.each<[string, () => string, string]>([
    ['that may only read does not push', () => tokens.read, 'remote: This API token has the scope "read"'],
    ['that is wrong does nothing', () => 'otm_wrong', 'remote: This password is not an API token'],
  ])('%s', async (_title, token, sentence) => {
    const { exitCode, stderr } = await client.git('push', url(token()), 'HEAD:main')
    expect(stderr).toContain(sentence)
    expect(exitCode).toBe(128)
  })

  it('that was removed is over at once', async () => {
    const made = await laboratory.manager.otmJson<{ token: string }>(
      'token',
      'create',
      '--name',
      'gone',
      '--user',
      'berta',
      '--scope',
      'all',
    )
    const tokenStore = await laboratory.manager.otmJson<{ items: { id: string; name: string }[] }>('token', 'list', '--user', 'berta')
    const { id = '' } = tokenStore.items.find(({ name }) => name === 'gone') ?? {}
    expect((await client.git('ls-remote', url(made.token))).exitCode).toBe(0)
    await laboratory.manager.otmJson('token', 'remove', id)
    expect((await client.git('ls-remote', url(made.token))).stderr).toContain('not an API token')
  })

  it('is in no log, and what it did is in the audit log', async () => {
    const { items } = await laboratory.manager.otmJson<{ items: Record<string, string>[] }>('audit')
    expect(items).toContainEqual(expect.objectContaining({ who: 'berta', action: 'git.push', by: 'token', thing: 'instance:otree1' }))
    const files = await readdir(laboratory.dataDir, { recursive: true, withFileTypes: true })
    const logs = files
      .filter((entry) => entry.isFile() && /\.(log|err)(\.1)?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
    expect(logs.some((file) => file.includes('gateway'))).toBe(true)
    for (const file of logs) {
      const text = await readFile(file, 'utf8')
      for (const token of Object.values(tokens)) expect([file, text.includes(token)]).toEqual([file, false])
      expect([file, text.includes(Buffer.from(`berta:${tokens.all}`).toString('base64'))]).toEqual([file, false])
    }
    expect(laboratory.manager.output()).not.toContain(tokens.all)
  })
})

/** git under way, in a process group of its own. */
function start(...args: string[]): { readonly child: ChildProcess; stderr(): string; readonly exitCode: Promise<number | null> } {
  const env = { ...plainEnv(), HOME: laboratory.scratch, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' }
  const child = spawn('git', args, { cwd: client.directory, env, detached: true })
  let text = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  return { child, stderr: () => text, exitCode: new Promise((done) => child.on('close', done)) }
}
