import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type GitClient, makeGitClient } from '../../../test/support/git-client.ts'
import { type GitHttpServer, startGitHttpServer } from '../../../test/support/git-http-server.ts'
import { request } from '../../../test/support/http-client.ts'
import type { Instance } from '../../domain/instance.ts'
import { toUsername } from '../../domain/names.ts'
import type { AuditEntry } from '../../domain/person.ts'
import { type CommandResult, plainEnv, runCommand, runToEnd } from '../../lib/run-command.ts'
import { waitUntil } from '../../lib/wait-until.ts'
import { runGit } from '../git-command.ts'
import type { Push } from '../push.ts'
import { toRepositoryDirectory } from '../repository-directory.ts'
import { refusedPushes, toPlainText } from '../testing/refused-pushes.ts'

let server: GitHttpServer
let home: string
let client: GitClient
let instance: Instance
let count = 0
const tokens = { all: '', read: '', operate: '', carl: '', chief: '', expired: '' }

beforeAll(async () => {
  server = await startGitHttpServer({ maxPushMib: 4 })
  home = await mkdtemp(join(tmpdir(), 'otm-git-http-'))
  await mkdir(join(home, 'source'))
  await writeFile(join(home, 'source', 'settings.py'), 'SESSION_CONFIGS = []\n')
  client = await makeGitClient(join(home, 'berta'), join(home, 'source'))
  const { api } = server
  await api.person('berta')
  await api.person('carl')
  await api.person('chief', 'super-user')
  for (const scope of ['all', 'read', 'operate'] as const) tokens[scope] = await api.token('berta', scope)
  tokens.carl = await api.token('carl', 'all')
  tokens.chief = await api.token('chief', 'all')
  const expired = { username: toUsername('berta'), name: 'old laptop', scope: 'all', expiresAt: '2020-01-31T00:00:00.000Z' } as const
  tokens.expired = (await api.open.store.tokens.create(expired)).token
})
beforeEach(async () => {
  instance = await server.addInstance(`study${++count}`, 'berta')
  server.onPush = async () => ({ accepted: true })
})
afterEach(() => expect(server.api.reports).toEqual([]))
afterAll(async () => {
  await server.stop()
  await rm(home, { recursive: true })
})

const url = (token?: string): string => server.url(instance.name, token)
const commit = (): Promise<string> => client.commit('settings.py', `# ${randomBytes(8).toString('hex')}\n`, 'Another version')
const push = (...args: string[]): Promise<CommandResult> => client.git('push', url(tokens.all), ...args)
const repository = (): string => toRepositoryDirectory(server.api.dataDir, instance.id)
const refs = async (): Promise<string[]> =>
  (await runGit(repository(), ['for-each-ref', '--format=%(refname)'])).split('\n').filter(Boolean)
const main = (): Promise<string | null> => server.api.repositories.findMain(instance.id)
const rows = async (): Promise<readonly AuditEntry[]> =>
  (await server.api.open.store.audit.page(null, 100)).items.filter(({ thing }) => thing === `instance:${instance.name}`)

describe('a push', () => {
  it('hands on the commit, streams the lines and moves main', async () => {
    const made = await commit()
    const seen: Push[] = []
    server.onPush = async (given) => {
      seen.push(given)
      given.write('Installing oTree 6.0.15')
      given.write('Ready: http://study.localhost:8000/')
      return { accepted: true }
    }
    const { exitCode, stderr } = await push('main')
    expect(stderr).toMatch(/remote: Installing oTree 6\.0\.15 *\n *remote: Ready: http:\/\/study\.localhost:8000\//)
    expect({ exitCode, main: await main(), refs: await refs() }).toEqual({ exitCode: 0, main: made, refs: ['refs/heads/main'] })
    expect(seen).toMatchObject([{ by: 'berta', commit: made, ref: 'refs/heads/main' }])
    expect(await server.leftovers(instance)).toEqual([])
  })

  it('chooses the folder that is the project by an option', async () => {
    const seen: unknown[] = []
    server.onPush = async ({ options }) => {
      seen.push(options)
      return { accepted: true }
    }
    await commit()
    expect((await push('-o', 'folder=games', 'main')).exitCode).toBe(0)
    expect(seen).toEqual([{ folder: 'games' }])
  })

  it('streams while the build goes on', async () => {
    await commit()
    const { promise, resolve } = Promise.withResolvers<void>()
    server.onPush = async ({ write }) => {
      write('The build has begun')
      await promise
      return { accepted: true }
    }
    const pushing = start('push', url(tokens.all), 'main')
    await waitUntil('the first line arrives', () => pushing.stderr().includes('remote: The build has begun'))
    resolve()
    expect(await pushing.exitCode).toBe(0)
  })

  it('of master means main, and force replaces history', async () => {
    await commit()
    expect((await push('HEAD:master')).exitCode).toBe(0)
    expect(await refs()).toEqual(['refs/heads/main', 'refs/heads/master'])
    await client.git('commit', '--quiet', '--amend', '-m', 'Rewritten')
    expect((await push('main')).exitCode).toBe(1)
    expect((await push('--force', 'main')).exitCode).toBe(0)
    expect(await main()).toBe((await client.git('rev-parse', 'HEAD')).stdout.trim())
  })

  it('is one row of the audit log, and the last use of the token', async () => {
    await commit()
    await push('main')
    expect(await rows()).toMatchObject([{ who: 'berta', action: 'git.push', by: 'token', from: '127.0.0.1', result: 'allowed' }])
    const [token] = (await server.api.open.store.tokens.list(toUsername('berta'))).filter(({ name }) => name === 'all')
    expect(token?.lastUsedAt).toMatch(/^\d{4}-/)
  })

  it('under a former name goes on, and says what it is called now', async () => {
    await commit()
    const former = url(tokens.all)
    await server.api.open.store.instances.update(instance.id, { name: `${instance.name}-now` as never })
    const { exitCode, stderr } = await client.git('push', former, 'main')
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining(`"${instance.name}" is called "${instance.name}-now" now`)])
    expect(stderr).toContain(`git remote set-url ${instance.name} ${server.url(`${instance.name}-now`)}`)
    expect(await rows()).not.toEqual([])
    expect((await server.api.open.store.audit.page(null, 100, { siteId: instance.siteId })).items.map(({ action }) => action)).toContain(
      'git.push',
    )
    expect((await client.git('ls-remote', former)).stdout).toContain('refs/heads/main')
    expect((await client.git('ls-remote', server.url(instance.name, tokens.carl))).stderr).toContain('was not found among the instances')
  })

  it('works with a credential helper, which keeps the token and forgets one that is wrong', async () => {
    await commit()
    const file = join(home, 'credentials')
    const helper = ['-c', `credential.helper=store --file=${file}`]
    const { host } = new URL(server.origin)
    await writeFile(file, `http://anything:${tokens.all}@${host}\n`)
    expect((await client.git(...helper, 'push', url(), 'main')).exitCode).toBe(0)
    expect(await readFile(file, 'utf8')).toContain(tokens.all)
    await writeFile(file, `http://anything:otm_wrong@${host}\n`)
    expect((await client.git(...helper, 'fetch', url(), 'main')).stderr).toContain('not an API token')
    expect(await readFile(file, 'utf8')).toBe('')
  })
})

describe('a push that is declined', () => {
  it('says why, keeps nothing and leaves main alone', async () => {
    const before = await commit()
    await push('main')
    await commit()
    server.onPush = async ({ write }) => {
      write('Resolving …')
      return { accepted: false, message: 'oTree 9.9 does not exist.' }
    }
    const { exitCode, stderr } = await push('main')
    expect(stderr).toMatch(/remote: Resolving …[\s\S]*remote: oTree 9\.9 does not exist\.[\s\S]*remote rejected/)
    expect({ exitCode, main: await main(), left: await server.leftovers(instance) }).toEqual({ exitCode: 1, main: before, left: [] })
  })

  it.each(refusedPushes)('is one $title', async ({ args, sentence }) => {
    await commit()
    const { exitCode, stderr } = await push(...args)
    expect(toPlainText(stderr)).toContain(sentence)
    expect(stderr).not.toContain('\u001b[2J')
    expect({ exitCode, refs: await refs(), left: await server.leftovers(instance) }).toEqual({ exitCode: 1, refs: [], left: [] })
  })

  it('gives advice with the address that was used', async () => {
    await commit()
    expect((await push('HEAD:feature')).stderr).toContain(`git push ${url()} HEAD:main`)
  })

  it('is the second of two at once', async () => {
    await commit()
    const { promise, resolve } = Promise.withResolvers<void>()
    server.onPush = async ({ write }) => {
      write('first')
      await promise
      return { accepted: true }
    }
    const first = start('push', url(tokens.all), 'main')
    await waitUntil('the first push is being deployed', () => first.stderr().includes('remote: first'))
    expect((await push('main')).stderr).toContain('is being deployed by another push')
    resolve()
    expect(await first.exitCode).toBe(0)
  })

  it.each([
    ['in pieces', []],
    ['at once', ['-c', 'http.postBuffer=100000000']],
  ])('is one that is too large, sent %s: told in words, and nothing of it stays', async (_title, settings) => {
    await writeFile(join(client.directory, 'data.csv'), randomBytes(12 * 1024 ** 2))
    await commit()
    const { exitCode, stderr } = await client.git(...settings, 'push', url(tokens.all), 'main')
    await client.git('reset', '--hard', '--quiet', 'HEAD^')
    expect(stderr).toContain('remote: This push is larger than 4 MiB')
    expect(stderr).toContain('[remote rejected] main -> main')
    expect(exitCode).toBe(1)
    await waitUntil('nothing is left', async () => (await server.leftovers(instance)).length === 0)
    expect(await refs()).toEqual([])
  })

  it('is one to a full disk, before and in the middle', async (context) => {
    const mounted = await runToEnd('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=700', 'tmpfs', repository()], { env: plainEnv() })
    if (mounted.exitCode !== 0) context.skip('only root may mount a small disk')
    try {
      await runGit(repository(), ['init', '--quiet', '--bare', '--template=', '--initial-branch=main'])
      await writeFile(join(client.directory, 'data.csv'), randomBytes(3 * 1024 ** 2))
      await writeFile(join(repository(), 'ballast'), Buffer.alloc(6 * 1024 ** 2))
      await commit()
      const inTheMiddle = await push('main')
      expect(inTheMiddle.stderr).toContain("remote: The server's disk is full")
      expect(inTheMiddle.exitCode).toBe(1)
      await writeFile(join(repository(), 'ballast'), Buffer.alloc(9 * 1024 ** 2)).catch(() => undefined)
      expect((await push('main')).stderr).toContain("remote: The server's disk is full")
      expect(await server.leftovers(instance)).toEqual([])
    } finally {
      await client.git('reset', '--hard', '--quiet', 'HEAD^')
      await runCommand('umount', [repository()])
    }
  })
})

describe('a clone', () => {
  it.each(['0', '2'])(
    'by protocol %s gives what was pushed, can be brought up to date, and hides what the manager pins',
    async (version) => {
      const made = await commit()
      await push('main')
      await server.api.repositories.keep(instance.id, made, 'dcccccccc', null)
      const copy = join(home, `clone${count}`)
      const git = (...args: string[]): Promise<CommandResult> => client.git('-c', `protocol.version=${version}`, ...args)
      expect((await git('clone', '--quiet', '--depth=1', url(tokens.read), copy)).exitCode).toBe(0)
      expect(await readFile(join(copy, 'settings.py'), 'utf8')).toBe(await client.read('settings.py'))
      expect((await git('ls-remote', url(tokens.read))).stdout).not.toContain('otm')
      const next = await commit()
      await push('main')
      expect((await git('fetch', `${url(tokens.read)}.git`, 'main')).exitCode).toBe(0)
      expect((await client.git('rev-parse', 'FETCH_HEAD')).stdout.trim()).toBe(next)
      expect(new Set((await rows()).map(({ action, by, result }) => `${action} ${by} ${result}`))).toEqual(
        new Set(['git.push token allowed', 'git.read token allowed']),
      )
    },
  )
})

describe('who may', () => {
  const said = async (token?: string): Promise<string> => (await client.git('push', url(token), 'main')).stderr

  it('nobody without a token; git asks for one', async () => {
    expect(await said()).toContain('could not read Username')
    const { status, headers, body } = await request(`${url()}/info/refs?service=git-receive-pack`)
    expect({ status, challenge: headers['www-authenticate'] }).toEqual({
      status: 401,
      challenge: 'Basic realm="oTree Manager: an API token is the password"',
    })
    expect(body).toContain('otm token create')
    expect(await rows()).toEqual([])
  })

  it.each<[string, () => string, string]>([
    ['a wrong token', () => 'otm_wrong', 'remote: This password is not an API token that is valid here'],
    ['the password of an account', () => 'long%20enough%20password', 'remote: This password is not an API token that is valid here'],
    ['an expired token', () => tokens.expired, 'remote: The API token "old laptop" expired on 2020-01-31.'],
    ['a token that may only read', () => tokens.read, 'remote: This API token has the scope "read", which is not enough to push'],
    ['a token that may only operate', () => tokens.operate, 'remote: This API token has the scope "operate", which is not enough to push'],
  ])('not %s', async (_title, token, sentence) => {
    await commit()
    expect(await said(token())).toContain(sentence)
    expect(await rows()).toMatchObject([{ action: 'git.push', by: 'token', result: 'refused' }])
    expect(await refs()).toEqual([])
  })

  it('not somebody who was locked out', async () => {
    await server.api.person('dora')
    const token = await server.api.token('dora', 'all')
    await server.api.accounts.people.update(toUsername('dora'), { active: false })
    expect(await said(token)).toContain('not an API token that is valid')
  })

  it('super-users, everywhere', async () => {
    await commit()
    expect((await client.git('push', url(tokens.chief), 'main')).exitCode).toBe(0)
  })

  it('others, too, while one person has as much under way as one may', async () => {
    await server.addInstance(`${instance.name}-carl`, 'carl')
    const line = (token: string): string => `Authorization: Basic ${Buffer.from(`x:${token}`).toString('base64')}`
    const head = `POST /git/${instance.name}/git-upload-pack HTTP/1.1\r\nHost: localhost\r\n${line(tokens.read)}\r\nContent-Length: 99999\r\n`
    const half = `${head}Content-Type: application/x-git-upload-pack-request\r\n\r\n${'x'.repeat(70_000)}`
    const sockets = Array.from({ length: 70 }, () => connect(server.gateway.port, '127.0.0.1'))
    const heard: string[] = []
    for (const socket of sockets) socket.on('error', () => undefined).on('data', (part) => heard.push(String(part)))
    for (const socket of sockets) socket.write(half)
    await waitUntil('the others are turned away', () => heard.filter((text) => text.includes('Too many pushes')).length === 70 - 16)
    expect((await client.git('ls-remote', server.url(`${instance.name}-carl`, tokens.carl))).exitCode).toBe(0)
    for (const socket of sockets) socket.destroy()
  })

  it('others as if there were no such instance', async () => {
    const of = async (name: string): Promise<string> =>
      (await client.git('push', server.url(name, tokens.carl), 'main')).stderr.replaceAll(name, 'NAME')
    expect(await of(instance.name)).toBe(await of('nowhere'))
    expect(await of('nowhere')).toContain('remote: "NAME" was not found among the instances that you may use.')
    expect((await client.git('fetch', url(tokens.carl))).stderr).toContain('was not found')
  })

  it('its owner not while it is in the trash', async () => {
    const { instances } = server.api.open.store
    await instances.update(instance.id, { state: 'ready-for-deployment' })
    await instances.update(instance.id, { state: 'trashed', trashedAt: new Date().toISOString() })
    expect(await said(tokens.all)).toContain(`remote: "${instance.name}" is in the trash.`)
  })
})

describe('the address', () => {
  const basic = (token: string): Record<string, string> => ({ authorization: `Basic ${Buffer.from(`x:${token}`).toString('base64')}` })
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    request(`${server.origin}${path}`, { method, headers: { ...basic(tokens.all), ...headers } })

  it.each([
    'HEAD',
    'objects/info/packs',
    'info/refs',
    'info/refs?service=git-upload-archive',
    'git-receive-pack',
    '../config',
    'config',
    '',
  ])('answers nothing but the smart protocol: /%s', async (path) => {
    await commit()
    await push('main')
    expect((await ask(`/git/${instance.name}/${path}`)).status).toBe(404)
  })

  it.each([
    ['another site', { origin: 'https://evil.example.org' }],
    ['its own origin', { 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' }],
    ['a person who types it in', { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'none' }],
    ['a page over plain HTTP', { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' }],
    ['a page with the cookie of the dashboard', { cookie: 'otm=x' }],
  ])('answers no browser, not even with a token: %s', async (_title, headers) => {
    const path = `/git/${instance.name}/info/refs?service=git-upload-pack`
    expect((await ask(path)).status).toBe(200)
    const answer = await ask(path, headers as Record<string, string>)
    expect(answer.status).toBe(403)
    expect(answer.headers['www-authenticate']).toBeUndefined()
  })

  it('takes requests that are compressed, as git sends them', async () => {
    const made = await commit()
    await push('main')
    const line = (text: string): string => (text.length + 4).toString(16).padStart(4, '0') + text
    const wanted = `${line(`want ${made} side-band-64k\n`)}0000${line('done\n')}`
    const answer = await post('upload-pack', gzipSync(wanted), ['-H', 'Content-Encoding: gzip'])
    expect(answer).toContain('PACK')
  })

  it('counts what comes out of a compressed request', async () => {
    const bomb = gzipSync(Buffer.alloc(70 * 1024 ** 2, '0'), { level: 9 })
    expect(await post('receive-pack', bomb, ['-H', 'Content-Encoding: gzip'])).not.toContain('unpack ok')
    const broken = await post('upload-pack', Buffer.from('not compressed'), ['-H', 'Content-Encoding: gzip'])
    expect(broken).not.toContain('PACK')
    expect((await push('HEAD:main')).exitCode).toBe(0)
  })

  it('says that the rest may come to who asks before sending it', async () => {
    const made = await commit()
    const answer = await post('receive-pack', await wholePush(made), [
      '-H',
      'Expect: 100-continue',
      '-H',
      'Transfer-Encoding: chunked',
      '-i',
    ])
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue/)
    expect(answer).toContain('unpack ok')
    expect(await main()).toBe(made)
  })

  /** What curl prints. */
  async function post(verb: string, body: Buffer, args: readonly string[] = []): Promise<string> {
    const file = join(home, 'body')
    await writeFile(file, body)
    const type = `Content-Type: application/x-git-${verb}-request`
    const command = ['-s', '-a', '-u', `x:${tokens.all}`, '-H', type, ...args, '--data-binary', `@${file}`, `${url()}/git-${verb}`]
    return (await runToEnd('curl', command, { env: plainEnv(), timeoutMs: 60_000 })).stdout
  }
})

describe('when the client is lost', () => {
  it('in the middle of the pack, nothing stays', async () => {
    const made = await client.commit('noise.txt', randomBytes(200_000).toString('hex'), 'More than the gateway waits for')
    const sending = sendHalf((await wholePush(made)).subarray(0, -40))
    await waitUntil('git has a quarantine', async () => (await server.leftovers(instance)).some((name) => name.includes('tmp_pack')))
    sending.kill('SIGKILL')
    await waitUntil('nothing is left', async () => (await server.leftovers(instance)).length === 0, { timeoutMs: 30_000 })
    expect(await refs()).toEqual([])
    await client.git('reset', '--hard', '--quiet', 'HEAD^')
  })

  it('is one of somebody whose token was revoked meanwhile: it is not deployed', async () => {
    const { store } = server.api.open
    const revoked = await server.api.token('berta', 'all')
    const made = await client.commit('noise.txt', randomBytes(200_000).toString('hex'), 'More than the gateway waits for')
    const whole = await wholePush(made)
    let isDeployed = false
    server.onPush = async () => {
      isDeployed = true
      return { accepted: true }
    }
    const sending = sendHalf(whole.subarray(0, -40), revoked)
    await waitUntil('git has a quarantine', async () => (await server.leftovers(instance)).some((name) => name.includes('tmp_pack')))
    const found = await store.tokens.verify(revoked)
    await store.tokens.remove(found?.id ?? '')
    sending.stdin?.end(whole.subarray(-40))
    await waitUntil('the client has its answer', () => sending.exitCode !== null)
    expect({ isDeployed, refs: await refs() }).toEqual({ isDeployed: false, refs: [] })
    await client.git('reset', '--hard', '--quiet', 'HEAD^')
  })

  it('in the middle of the build, the deployment goes on and main follows', async () => {
    const made = await commit()
    const { promise, resolve } = Promise.withResolvers<void>()
    let wasAborted = false
    server.onPush = async ({ instance: { id }, quarantine, write, signal }) => {
      write('building')
      await promise
      wasAborted = signal.aborted
      await server.api.repositories.keep(id, made, 'ddddddddd', quarantine)
      write('nobody reads this any more')
      return { accepted: true }
    }
    const pushing = start('push', url(tokens.all), 'main')
    await waitUntil('the build has begun', () => pushing.stderr().includes('remote: building'))
    process.kill(-(pushing.child.pid ?? 0), 'SIGKILL')
    await pushing.exitCode
    resolve()
    await waitUntil('main follows', async () => (await main()) === made, { timeoutMs: 30_000 })
    expect(wasAborted).toBe(false)
    await waitUntil('nothing is left', async () => (await server.leftovers(instance)).length === 0)
  })
})

describe('when something is killed', () => {
  it('git itself: the client hears an end, and nothing stays', async () => {
    await writeFile(join(client.directory, 'data.csv'), randomBytes(1024 ** 2))
    await commit()
    server.onPush = async ({ write }) => {
      expect(await findGits()).toHaveLength(1)
      for (const pid of await findGits()) process.kill(pid, 'SIGKILL')
      write('killed')
      return { accepted: false, message: 'It does not start.' }
    }
    const { exitCode, stderr } = await push('main')
    await client.git('reset', '--hard', '--quiet', 'HEAD^')
    expect(stderr).toContain('remote: The push was cut off.')
    expect(exitCode).not.toBe(0)
    await waitUntil('nothing is left', async () => (await server.leftovers(instance)).length === 0)
    expect(await refs()).toEqual([])
  })
})

describe('when the manager is stopped', () => {
  it('who waits is told', async () => {
    const other = await startGitHttpServer()
    await other.api.person('berta')
    await other.addInstance('otree1', 'berta')
    await commit()
    other.onPush = ({ write }) => {
      write('building')
      return new Promise(() => undefined)
    }
    const pushing = start('push', other.url('otree1', await other.api.token('berta', 'all')), 'main')
    await waitUntil('the build has begun', () => pushing.stderr().includes('remote: building'))
    other.api.gitHttp.close()
    expect(await pushing.exitCode).not.toBe(0)
    expect(pushing.stderr()).toContain('remote: The manager is being stopped.')
    expect(pushing.stderr()).toContain('remote: The push was cut off.')
    await other.stop()
  })
})

it('writes no token and no address into the log of the gateway', async () => {
  await push('main')
  const log = await server.gateway.readLog()
  expect(log).toContain('"class":"git"')
  for (const secret of [...Object.values(tokens), instance.name, 'Basic']) expect(log).not.toContain(secret)
})

/** git under way, in a process group of its own. */
function start(...args: string[]): { readonly child: ChildProcess; stderr(): string; readonly exitCode: Promise<number | null> } {
  const env = { ...plainEnv(), HOME: home, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' }
  const child = spawn('git', args, { cwd: client.directory, env, detached: true })
  let text = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return { child, stderr: () => text, exitCode: new Promise((done) => child.on('close', done)) }
}

/** What a client sends for a push to main. */
async function wholePush(made: string): Promise<Buffer> {
  const file = join(home, 'whole.bundle')
  await client.git('bundle', 'create', '--quiet', file, 'HEAD')
  const bundle = await readFile(file)
  const line = `${'0'.repeat(40)} ${made} refs/heads/main\0 report-status side-band-64k`
  const command = `${(line.length + 4).toString(16).padStart(4, '0')}${line}0000`
  return Buffer.concat([Buffer.from(command), bundle.subarray(bundle.indexOf('PACK'))])
}

/** The `git receive-pack`s at work in the instance's repository. */
async function findGits(): Promise<readonly number[]> {
  const pids = (await runCommand('pgrep', ['-f', 'receive-pack --stateless-rpc'])).trim().split('\n')
  const places = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return pids.map(Number).filter((_pid, index) => places[index] === repository())
}

/** A client that sends this much of a push and then waits. */
function sendHalf(bytes: Buffer, token = tokens.all): ChildProcess {
  const type = 'Content-Type: application/x-git-receive-pack-request'
  const args = ['-s', '-N', '-T', '-', '-X', 'POST', '-u', `x:${token}`, '-H', type, '-H', 'Expect:', `${url()}/git-receive-pack`]
  const child = spawn('curl', args, { env: plainEnv(), stdio: ['pipe', 'ignore', 'ignore'] })
  child.stdin?.write(bytes)
  return child
}
