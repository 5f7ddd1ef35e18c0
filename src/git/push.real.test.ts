import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type GitClient, makeGitClient } from '../../test/support/git-client.ts'
import { findLeftovers, type GitServer, startGitServer, writeSshWrapper } from '../../test/support/git-server.ts'
import { ManagerError } from '../domain/error.ts'
import type { Instance } from '../domain/instance.ts'
import type { Operation } from '../domain/operation.ts'
import { resourcePath } from '../lib/resources.ts'
import { type CommandResult, plainEnv, runCommand, runToEnd } from '../lib/run-command.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { runGit } from './git-command.ts'
import type { Push } from './push.ts'
import { toRepositoryDirectory } from './repository-directory.ts'
import { refusedPushes, toPlainText } from './testing/refused-pushes.ts'

let server: GitServer
let home: string
let client: GitClient
let instance: Instance
let count = 0

beforeAll(async () => {
  server = await startGitServer({ maxPushMib: 4 })
  home = await mkdtemp(join(tmpdir(), 'otm-git-push-'))
  await mkdir(join(home, 'source'))
  await writeFile(join(home, 'source', 'settings.py'), 'SESSION_CONFIGS = []\n')
  client = await makeGitClient(join(home, 'berta'), join(home, 'source'))
  await server.addPerson('berta', { publicKey: client.publicKey })
})
beforeEach(async () => {
  instance = await server.addInstance(`study${++count}`, 'berta')
  server.onPush = async () => ({ accepted: true })
  server.operation = null
  server.pushed.length = 0
})
afterEach(() => expect(server.reports.splice(0)).toEqual([]))
afterAll(async () => {
  await server.stop()
  await rm(home, { recursive: true })
})

const url = (): string => server.url(instance.name)
const commit = (): Promise<string> => client.commit('settings.py', `# ${randomBytes(8).toString('hex')}\n`, 'Another version')
const push = (...args: string[]): Promise<CommandResult> => client.git('push', url(), ...args)
const refs = async (): Promise<string[]> =>
  (await runGit(toRepositoryDirectory(server.dataDir, instance.id), ['for-each-ref', '--format=%(refname)'])).split('\n').filter(Boolean)
const main = (): Promise<string | null> => server.repositories.findMain(instance.id)

describe('a push', () => {
  it('hands on the commit, streams the lines and moves main', async () => {
    const made = await commit()
    const seen: Push[] = []
    server.onPush = async (given) => {
      seen.push(given)
      given.write('Installing oTree 6.0.15\n\u001b[31mred\u001b[0m and\u0007 bell')
      given.write('Ready: http://study.localhost:8000/')
      return { accepted: true }
    }
    const { exitCode, stderr } = await push('main')
    expect(stderr).toMatch(
      /remote: Installing oTree 6\.0\.15 *\n *remote: red and bell *\n *remote: Ready: http:\/\/study\.localhost:8000\//,
    )
    expect({ exitCode, main: await main(), refs: await refs() }).toEqual({ exitCode: 0, main: made, refs: ['refs/heads/main'] })
    expect(seen).toMatchObject([{ by: 'berta', commit: made, ref: 'refs/heads/main' }])
    expect(server.pushed).toMatchObject([{ commit: made, instance: { name: instance.name } }])
    expect(await server.leftovers(instance)).toEqual([])
  })

  it('may choose the folder that is the project', async () => {
    const seen: unknown[] = []
    server.onPush = async ({ options }) => {
      seen.push(options)
      return { accepted: true }
    }
    for (const folder of ['games/dictator', '.', 'Öffentliche Güter']) {
      await commit()
      expect((await push('-o', `folder=${folder}`, 'main')).exitCode).toBe(0)
    }
    expect(seen).toEqual([{ folder: 'games/dictator' }, { folder: null }, { folder: 'Öffentliche Güter' }])
  })

  it('streams while the build goes on', async () => {
    await commit()
    const { promise, resolve } = Promise.withResolvers<void>()
    server.onPush = async ({ write }) => {
      write('The build has begun')
      await promise
      return { accepted: true }
    }
    const pushing = start('push', url(), 'main')
    await waitUntil('the first line arrives', () => pushing.stderr().includes('remote: The build has begun'))
    resolve()
    expect(await pushing.exitCode).toBe(0)
  })

  it('of master means main, and both go together from then on', async () => {
    const first = await commit()
    expect((await push('HEAD:master')).exitCode).toBe(0)
    expect({ main: await main(), refs: await refs() }).toEqual({ main: first, refs: ['refs/heads/main', 'refs/heads/master'] })
    const second = await commit()
    expect((await push('HEAD:main')).exitCode).toBe(0)
    expect((await client.git('ls-remote', url())).stdout).toBe(
      `${second}\tHEAD\n${second}\trefs/heads/main\n${second}\trefs/heads/master\n`,
    )
  })

  it('of what is there already sends nothing', async () => {
    await commit()
    await push('main')
    server.pushed.length = 0
    const { exitCode, stderr } = await push('main')
    expect({ exitCode, stderr, pushed: server.pushed }).toEqual({ exitCode: 0, stderr: 'Everything up-to-date\n', pushed: [] })
  })

  it('with force replaces history', async () => {
    await commit()
    await push('main')
    await client.git('commit', '--quiet', '--amend', '-m', 'Rewritten')
    expect((await push('main')).exitCode).toBe(1)
    expect((await push('--force', 'main')).exitCode).toBe(0)
    expect(await main()).toBe((await client.git('rev-parse', 'HEAD')).stdout.trim())
  })

  it('works although the operation has moved main itself before git does', async () => {
    const made = await commit()
    server.onPush = async ({ instance: { id }, quarantine }) => {
      await server.repositories.keep(id, made, 'daaaaaaaa', quarantine)
      await server.repositories.setMain(id, made)
      return { accepted: true }
    }
    expect((await push('main')).exitCode).toBe(0)
    expect(await main()).toBe(made)
  })

  it('can be exported before it is accepted', async () => {
    const made = await commit()
    const directory = await mkdtemp(join(home, 'export-'))
    server.onPush = async ({ instance: { id }, quarantine, signal }) => {
      await server.repositories.keep(id, made, 'dbbbbbbbb', quarantine)
      await server.repositories.exportTree(id, { commit: made, folder: null }, directory, signal)
      return { accepted: true }
    }
    expect((await push('main')).exitCode).toBe(0)
    expect(await readdir(directory)).toEqual(['settings.py'])
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
    expect({ exitCode, main: await main(), leftovers: await server.leftovers(instance) }).toEqual({
      exitCode: 1,
      main: before,
      leftovers: [],
    })
  })

  it('leaves the disk as it was, although its objects were kept for the build', async () => {
    await commit()
    await push('main')
    const repository = toRepositoryDirectory(server.dataDir, instance.id)
    const files = async (): Promise<string[]> => (await readdir(repository, { recursive: true })).sort()
    await server.repositories.setMain(instance.id, await main())
    const before = await files()
    const made = await commit()
    server.onPush = async ({ instance: { id }, quarantine }) => {
      await server.repositories.keep(id, made, 'dfailing', quarantine)
      await server.repositories.forget(id, 'dfailing')
      return { accepted: false, message: 'It does not start.' }
    }
    expect((await push('main')).exitCode).toBe(1)
    const isMade = (file: string): boolean => !before.includes(file) && !/^(pending|objects\/info(\/alternates)?|refs\/otm.*)$/.test(file)
    expect((await files()).filter(isMade)).toEqual([])
  })

  it('gives the sentence of an error that people may see', async () => {
    await commit()
    server.onPush = async () => {
      throw new ManagerError('busy', 'carla is restarting it.')
    }
    expect((await push('main')).stderr).toContain('remote: carla is restarting it.')
  })

  it('gives an id for an error that nobody expected', async () => {
    await commit()
    server.onPush = async () => {
      throw new Error('a secret detail')
    }
    const { stderr } = await push('main')
    expect(stderr).toMatch(/error id e[a-z2-7]{8}/)
    expect(stderr).not.toContain('secret detail')
    expect(server.reports.splice(0)).toHaveLength(1)
  })

  it('says who does what when the instance is busy', async () => {
    await commit()
    server.operation = { kind: 'restart-instance', by: 'carla', createdAt: '2026-11-04T14:05:00.000Z' } as unknown as Operation
    expect((await push('main')).stderr).toMatch(new RegExp(`"${instance.name}" is being restarted by carla, since \\d\\d:\\d5\\.`))
    expect(await main()).toBeNull()
  })

  it('is the second of two at once', async () => {
    await commit()
    const { promise, resolve } = Promise.withResolvers<void>()
    server.onPush = async ({ write }) => {
      write('first')
      await promise
      return { accepted: true }
    }
    const first = start('push', url(), 'main')
    await waitUntil('the first push is being deployed', () => first.stderr().includes('remote: first'))
    expect((await push('main')).stderr).toContain('is being deployed by another push')
    resolve()
    expect(await first.exitCode).toBe(0)
    expect(await server.leftovers(instance)).toEqual([])
  })

  it.each(refusedPushes)('is one $title', async ({ args, sentence }) => {
    await commit()
    const { exitCode, stderr } = await push(...args)
    expect(toPlainText(stderr)).toContain(sentence)
    expect(stderr).not.toContain('\u001b[2J')
    expect({ exitCode, refs: await refs(), leftovers: await server.leftovers(instance) }).toEqual({ exitCode: 1, refs: [], leftovers: [] })
  })

  it('is one that deletes main', async () => {
    const made = await commit()
    await push('main')
    expect((await push(':main')).exitCode).toBe(1)
    expect(await main()).toBe(made)
  })

  it('is one that is too large: told in words, and nothing of it stays', async () => {
    await writeFile(join(client.directory, 'data.csv'), randomBytes(12 * 1024 ** 2))
    await commit()
    const { exitCode, stderr } = await push('main')
    await client.git('reset', '--hard', '--quiet', 'HEAD^')
    expect(stderr).toContain('This push is larger than 4 MiB')
    expect(stderr).toContain('.gitignore')
    expect(exitCode).not.toBe(0)
    await waitUntil('nothing is left', async () => (await server.leftovers(instance)).length === 0)
    expect(await refs()).toEqual([])
  })
})

describe('a clone', () => {
  it('gives what was pushed, and hides what the manager pins', async () => {
    const made = await commit()
    await push('main')
    await server.repositories.keep(instance.id, made, 'dcccccccc', null)
    const copy = join(home, `clone${count}`)
    expect((await client.git('clone', '--quiet', url(), copy)).exitCode).toBe(0)
    expect(await readFile(join(copy, 'settings.py'), 'utf8')).toBe(await client.read('settings.py'))
    expect((await client.git('ls-remote', url())).stdout).not.toContain('otm')
    expect((await client.git('-c', 'protocol.version=0', 'ls-remote', url())).stdout).not.toContain('otm')
  })

  it('can be brought up to date', async () => {
    await commit()
    await push('main')
    const next = await commit()
    await push('main')
    expect((await client.git('fetch', url(), 'main')).exitCode).toBe(0)
    expect((await client.git('rev-parse', 'FETCH_HEAD')).stdout.trim()).toBe(next)
  })
})

describe('when the connection is lost', () => {
  it('in the middle of the pack, nothing stays', async () => {
    const made = await commit()
    const sending = spawn('ssh', [...sshOptions(), '-p', String(server.port), 'git@127.0.0.1', `git-receive-pack '/${instance.name}'`])
    sending.stdout.resume()
    sending.stdin.write(await halfOfPush(made))
    await waitUntil('git has a quarantine', async () => (await server.leftovers(instance)).some((name) => name.includes('tmp_pack')))
    sending.kill('SIGKILL')
    await waitUntil('nothing is left', async () => (await server.leftovers(instance)).length === 0, { timeoutMs: 30_000 })
    expect({ refs: await refs(), pushed: server.pushed }).toEqual({ refs: [], pushed: [] })
  })

  it('in the middle of the build, the deployment goes on and main follows', async () => {
    const made = await commit()
    const { promise, resolve } = Promise.withResolvers<void>()
    let wasAborted = false
    server.onPush = async ({ instance: { id }, quarantine, write, signal }) => {
      write('building')
      await promise
      wasAborted = signal.aborted
      await server.repositories.keep(id, made, 'ddddddddd', quarantine)
      write('nobody reads this any more')
      return { accepted: true }
    }
    const pushing = await startFragile('push', url(), 'main')
    await waitUntil('the build has begun', () => pushing.stderr().includes('remote: building'))
    await pushing.loseConnection()
    expect(await pushing.exitCode).not.toBe(0)
    resolve()
    await waitUntil('the push is settled', () => server.pushed.length > 0, { timeoutMs: 30_000 })
    expect({ wasAborted, main: await main(), pushed: server.pushed.length }).toEqual({ wasAborted: false, main: made, pushed: 1 })
    await waitUntil('nothing is left', async () => (await server.leftovers(instance)).length === 0)
  })
})

describe('when something is killed', () => {
  it('git itself: nothing stays', async () => {
    const made = await commit()
    const sending = spawn('ssh', [...sshOptions(), '-p', String(server.port), 'git@127.0.0.1', `git-receive-pack '/${instance.name}'`])
    sending.stdout.resume()
    sending.stdin.on('error', () => sending.stdin.destroy())
    sending.stdin.write(await halfOfPush(made))
    await waitUntil('git has a quarantine', async () => (await server.leftovers(instance)).some((name) => name.includes('tmp_pack')))
    const repository = toRepositoryDirectory(server.dataDir, instance.id)
    for (const pid of (await runCommand('pgrep', ['-f', `receive-pack ${repository}`])).trim().split('\n'))
      process.kill(Number(pid), 'SIGKILL')
    await new Promise((closed) => sending.on('close', closed))
    await waitUntil('nothing is left', async () => (await server.leftovers(instance)).length === 0)
  })

  it('the manager in the middle of a build: the client hears an end, and the next start cleans up', async () => {
    const other = await startOwnServer()
    const pushing = start('push', other.url, 'HEAD:main')
    await waitUntil('the build has begun', () => pushing.stderr().includes('remote: building'))
    process.kill(other.pid, 'SIGKILL')
    expect(await pushing.exitCode).not.toBe(0)
    await waitUntil('git has ended', async () => (await runToEnd('pgrep', ['-f', `receive-pack ${other.repository}`])).exitCode === 1)
    expect(await startAndList(other)).toEqual([])
    expect(await runGit(other.repository, ['for-each-ref'])).toBe('')
    await rm(other.dataDir, { recursive: true })
  })
})

describe('when the disk is full', () => {
  it('a push says so, and what was there goes on', async (context) => {
    const repository = toRepositoryDirectory(server.dataDir, instance.id)
    const mounted = await runToEnd('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=700', 'tmpfs', repository], { env: plainEnv() })
    if (mounted.exitCode !== 0) context.skip('only root may mount a small disk')
    try {
      await rm(join(repository, 'HEAD'), { force: true })
      await runGit(repository, ['init', '--quiet', '--bare', '--template=', '--initial-branch=main'])
      const before = await commit()
      expect((await push('main')).exitCode).toBe(0)
      await writeFile(join(client.directory, 'data.csv'), randomBytes(3 * 1024 ** 2))
      await writeFile(join(repository, 'ballast'), Buffer.alloc(6 * 1024 ** 2))
      await commit()
      const { exitCode, stderr } = await push('main')
      await client.git('reset', '--hard', '--quiet', 'HEAD^')
      expect(stderr).toContain("The server's disk is full")
      expect({ exitCode, main: await main(), leftovers: await server.leftovers(instance) }).toEqual({
        exitCode: 1,
        main: before,
        leftovers: [],
      })
      await writeFile(join(repository, 'ballast'), Buffer.alloc(9 * 1024 ** 2)).catch(() => undefined)
      await commit()
      expect((await push('main')).stderr).toContain("The server's disk is full")
    } finally {
      await runCommand('umount', [repository])
    }
  })
})

interface OwnServer {
  readonly pid: number
  readonly url: string
  readonly dataDir: string
  readonly repository: string
}

/** A server in a process of its own, whose builds never end. */
async function startOwnServer(): Promise<OwnServer> {
  const script = `
    import { startGitServer } from ${JSON.stringify(resourcePath('test', 'support', 'git-server.ts'))}
    const server = await startGitServer()
    await server.addPerson('berta', { publicKey: process.env.PUBLIC_KEY })
    const { id } = await server.addInstance('otree1', 'berta')
    server.onPush = ({ write }) => { write('building'); return new Promise(() => undefined) }
    console.log(JSON.stringify({ url: server.url('otree1'), dataDir: server.dataDir, id }))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { env: { ...plainEnv(), PUBLIC_KEY: client.publicKey } })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    printed += chunk
  })
  await waitUntil('the server is up', () => printed.includes('\n'), { timeoutMs: 30_000 })
  const { url: address, dataDir, id } = JSON.parse(printed)
  return { pid: child.pid ?? 0, url: address, dataDir, repository: toRepositoryDirectory(dataDir, id) }
}

/** What is left of pushes once a manager has started again; it starts in a process of its own, as it does in life. */
async function startAndList({ dataDir, repository }: OwnServer): Promise<readonly string[]> {
  const script = `
    import { sweepAfterCrash } from ${JSON.stringify(resourcePath('src', 'git', 'tidy-repository.ts'))}
    await sweepAfterCrash(${JSON.stringify(dataDir)}, new Set())`
  await runCommand(process.execPath, ['--input-type=module', '-e', script])
  return findLeftovers(repository)
}

interface Started {
  stderr(): string
  readonly exitCode: Promise<number | null>
}

/** git under way, as the person's computer runs it. */
function start(...args: string[]): Started {
  return startWith(`ssh ${sshOptions().join(' ')}`, args)
}

function startWith(sshCommand: string, args: readonly string[]): Started {
  const env = { ...plainEnv(), HOME: home, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0', GIT_SSH_COMMAND: sshCommand }
  return watch(spawn('git', args, { cwd: client.directory, env }))
}

/** The same with an ssh that can be ended alone, as a network does. */
async function startFragile(...args: string[]): Promise<Started & { loseConnection(): Promise<void> }> {
  const wrapper = await writeSshWrapper(home, sshOptions())
  return { ...startWith(wrapper.file, args), loseConnection: async () => void process.kill(await wrapper.pid(), 'SIGKILL') }
}

/** What a client sends for a push to main, up to the middle of the pack. */
async function halfOfPush(made: string): Promise<Buffer> {
  const file = join(home, 'half.bundle')
  await client.git('bundle', 'create', '--quiet', file, 'HEAD')
  const bundle = await readFile(file)
  const pack = bundle.subarray(bundle.indexOf('PACK'))
  const line = `${'0'.repeat(40)} ${made} refs/heads/main\0 report-status side-band-64k`
  const command = `${(line.length + 4).toString(16).padStart(4, '0')}${line}0000`
  return Buffer.concat([Buffer.from(command), pack.subarray(0, pack.length / 2)])
}

const sshOptions = (): string[] => [
  ...['-F', '/dev/null', '-i', client.privateKeyFile],
  ...['IdentitiesOnly=yes', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR', 'BatchMode=yes'].flatMap(
    (one) => ['-o', one],
  ),
]

function watch(child: ChildProcess): Started {
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return { stderr: () => text, exitCode: new Promise((done) => child.on('close', done)) }
}
