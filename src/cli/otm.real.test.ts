import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { followers, openTestApi, type TestApi } from '../../test/support/test-api.ts'
import { type OtmResult, runOtm } from '../../test/support/test-terminal.ts'
import { ManagerError } from '../domain/error.ts'
import type { InstanceName } from '../domain/names.ts'
import type { OperationContext } from '../domain/operation.ts'
import { runCommand } from '../lib/run-command.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { makeZip } from '../lib/zip/testing-zip.ts'

let api: TestApi
let scratch: string
const deployed: { commit?: string; folder?: string | null } = {}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'otm-cli-'))
  api = await openTestApi({ maxPushMib: 1, engines: ['process', 'docker'], work: (kind) => (context, input) => work(kind, context, input) })
  await mkdir(join(api.dataDir, 'run'))
  await api.server.listen({ path: join(api.dataDir, 'run', 'manager.sock') })
})
afterAll(async () => {
  await api.close()
  await rm(scratch, { recursive: true })
})

/** What the real actions would do to the store, as far as otm shows it. */
async function work(kind: string, { instanceId, log, step, signal }: OperationContext, input: object): Promise<void> {
  const { store } = api.open
  if (kind === 'create-instance') {
    await api.repositories.create(instanceId)
    await store.instances.update(instanceId, { state: 'ready-for-deployment' })
  }
  if (kind === 'stop-instance') throw new ManagerError('engine.not_ready', 'It does not stop.')
  if (kind === 'restart-instance')
    await step('Wait', () => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))))
  if (kind === 'deploy-instance') {
    const { commit, folder } = input as { commit: string; folder?: string | null }
    Object.assign(deployed, { commit, folder })
    log('Installing oTree')
  }
}

const place = () => ({ env: { OTM_DATA_DIR: api.dataDir, HOME: scratch }, cwd: scratch })
const otm = (...argv: readonly string[]): Promise<OtmResult> => runOtm(argv, place())
const otmJson = async (...argv: readonly string[]) => {
  const result = await otm(...argv, '--json')
  if (result.exitCode !== 0) throw new Error(result.stderr)
  return JSON.parse(result.stdout)
}
const withInput = (input: string, ...argv: readonly string[]): Promise<OtmResult> =>
  runOtm(argv, { env: { OTM_DATA_DIR: api.dataDir, HOME: scratch }, cwd: scratch, input })

it('sets up the manager, people and an instance over its own socket', async () => {
  const setup = await withInput(
    'correct horse battery\n',
    'setup',
    '--username',
    'ada',
    '--email',
    'ada@example.org',
    '--name',
    'Ada',
    '--password-stdin',
  )
  expect(setup).toMatchObject({ exitCode: 0, stderr: '' })
  const again = await withInput(
    'correct horse battery',
    'setup',
    '--username',
    'eve',
    '--email',
    'eve@example.org',
    '--name',
    'Eve',
    '--password-stdin',
  )
  expect(again).toMatchObject({ exitCode: 5, stderr: 'There is a super-user already. Sign in instead.\n' })

  const { inviteUrl } = await otmJson('users', 'create', '--username', 'berta', '--email', 'berta@example.org', '--name', 'Berta')
  expect(inviteUrl).toMatch(/^http:\/\/localhost:8000\/invitation#/)
  const created = await otm('instances', 'create', 'otree1', '--owner', 'berta')
  expect(created.exitCode).toBe(0)
  expect(created.stdout).toContain('git remote add otree1 ssh://git@localhost:2222/otree1')
})

it('shows instances to people and to scripts', async () => {
  const list = await otm('instances', 'list')
  expect(list.stdout).toMatch(
    /NAME +STATE +OWNER +CODE +ADDRESS\notree1 +ready for deployment +berta +– +http:\/\/otree1.localhost:8000\/\n/,
  )
  const detail = await otmJson('instances', 'show', 'otree1')
  expect(detail).toMatchObject({ name: 'otree1', owner: 'berta', state: 'ready-for-deployment', operation: null, rooms: [], commit: null })
  const secrets = await otmJson('instances', 'secrets', 'otree1')
  expect(secrets).toMatchObject({ adminUser: 'admin', adminPassword: expect.stringMatching(/^[a-z2-7]{16}$/) })
  expect((await otm('instances', 'show', 'otree1')).stdout).not.toContain(secrets.adminPassword)
})

describe('deploying', () => {
  it('takes a directory without what git ignores, streams the log, and ends with the address', async () => {
    const project = join(scratch, 'project')
    await mkdir(join(project, 'app'), { recursive: true })
    await writeFile(join(project, 'settings.py'), 'SESSION_CONFIGS = []\n')
    await writeFile(join(project, 'app', '__init__.py'), '')
    await writeFile(join(project, 'secret.env'), 'PASSWORD=1')
    await writeFile(join(project, '.gitignore'), '*.env\n')
    await runCommand('git', ['init', '--quiet', project])
    const { exitCode, stdout } = await otm('deploy', 'otree1', 'project')
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Installing oTree\n') })
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('http://otree1.localhost:8000/')
    expect(await filesOf(deployed.commit)).toEqual(['.gitignore', 'app/__init__.py', 'settings.py'])
  })

  it('takes the folder of it that is the project', async () => {
    const deploy = async (folder: string): Promise<OtmResult> => {
      await writeFile(join(scratch, 'project', 'version.txt'), folder)
      return otm('deploy', 'otree1', 'project', '--folder', folder)
    }
    expect(await deploy('games/dictator/')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(deployed.folder).toBe('games/dictator')
    expect((await deploy('.')).exitCode).toBe(0)
    expect(deployed.folder).toBeNull()
    expect((await otm('instances', 'update', 'otree1', '--folder', 'games/trust')).stdout).toContain('The project is "games/trust", ')
    expect(await otmJson('instances', 'show', 'otree1')).toMatchObject({ projectFolder: 'games/trust' })
    expect((await otm('instances', 'update', 'otree1', '--folder', '.')).stdout).toContain('The project is at the top, ')
    expect(await deploy('../x')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('"../x"'),
    })
  })

  it('takes a .otreezip', async () => {
    await runCommand('tar', ['-czf', join(scratch, 'x.otreezip'), '-C', join(scratch, 'project'), 'settings.py'])
    expect((await otm('deploy', 'otree1', 'x.otreezip')).exitCode).toBe(0)
    expect(await filesOf(deployed.commit)).toEqual(['settings.py'])
  })

  it('takes a zip whatever it is called, and tells the progress to a person', async () => {
    await writeFile(join(scratch, 'study.otreezip'), makeZip([{ path: 'study/settings.py', content: '' }]))
    const result = await runOtm(['deploy', 'otree1', 'study.otreezip'], { ...place(), isTTY: true })
    expect(result).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('Uploading: 0.0 of 0.0 MiB (100 %)') })
    expect(await filesOf(deployed.commit)).toEqual(['settings.py'])
    expect((await otm('deploy', 'otree1', 'study.otreezip')).stderr).toBe('')
  })

  it('says that git ignores settings.py', async () => {
    const ignoring = join(scratch, 'ignoring')
    await mkdir(ignoring)
    await writeFile(join(ignoring, 'settings.py'), '')
    await writeFile(join(ignoring, '.gitignore'), 'settings.py\n')
    await runCommand('git', ['init', '--quiet', ignoring])
    expect((await otm('deploy', 'otree1', 'ignoring')).stderr).toContain('git ignores "ignoring/settings.py"')
  })

  it('says which file cannot be read, before anything is sent', async () => {
    const closed = join(scratch, 'closed')
    await mkdir(closed)
    await writeFile(join(closed, 'settings.py'), '')
    await writeFile(join(closed, 'secret.py'), '')
    await symlink(join(scratch, 'loop'), join(scratch, 'loop'))
    await symlink(join(scratch, 'loop'), join(closed, 'loop.py')) // what not even root can read
    expect(await otm('deploy', 'otree1', 'closed')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('"closed/loop.py" cannot be read'),
    })
  })

  it('takes a directory that git does not know', async () => {
    const plain = join(scratch, 'plain')
    await mkdir(plain)
    await writeFile(join(plain, 'settings.py'), 'x = 1\n')
    expect((await otm('deploy', 'otree1', plain)).exitCode).toBe(0)
    expect(await filesOf(deployed.commit)).toEqual(['settings.py'])
    await symlink('settings.py', join(plain, 'link.py'))
    expect(await otm('deploy', 'otree1', plain)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('link.py') })
  })

  it('says that an upload is too large, while it is still being sent', async () => {
    const large = join(scratch, 'large')
    await mkdir(large)
    await writeFile(join(large, 'settings.py'), '')
    for (const name of ['a', 'b', 'c']) await writeFile(join(large, name), randomBytes(8 * 1024 * 1024))
    const result = await otm('deploy', 'otree1', 'large')
    expect(result).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('larger than 1 MiB') })
  })

  it('says what is missing', async () => {
    expect(await otm('deploy', 'otree1')).toMatchObject({
      exitCode: 2,
      stderr: 'Name a directory or a file, or say --again or --update.\n',
    })
    expect(await otm('deploy', 'otree1', 'nowhere')).toMatchObject({ exitCode: 2, stderr: 'There is no file or directory "nowhere".\n' })
    expect(await otm('deploy', 'missing', 'project')).toMatchObject({ exitCode: 4 })
    await mkdir(join(scratch, 'studies', 'one'), { recursive: true })
    expect(await otm('deploy', 'otree1', 'studies')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('no settings.py in') })
    await writeFile(join(scratch, 'nothing.zip'), '')
    expect((await otm('deploy', 'otree1', 'nothing.zip')).stderr).toBe('"nothing.zip" is empty. Pack the project\'s folder again.\n')
    expect((await otm('deploy', 'otree1', '/dev/null')).stderr).toBe('"/dev/null" is neither a file nor a directory.\n')
    expect(await otm('deploy', 'otree1', '--again')).toMatchObject({ exitCode: 5, stderr: expect.stringContaining('no code yet') })
  })
})

describe('files', () => {
  it('are listed, downloaded whole and over nothing, and removed', async () => {
    const { id } = await api.open.store.instances.get('otree1' as InstanceName)
    const kept = join(api.dataDir, 'instances', id, 'written', 'waaaaaaaa')
    await mkdir(kept, { recursive: true })
    await writeFile(join(kept, 'answers.csv'), '1,2')
    expect((await otm('files', 'otree1')).stdout).toContain('waaaaaaaa  kept ')
    expect(await otm('files', 'otree1', 'download', '--of', 'waaaaaaaa', '-o', 'got.tar')).toMatchObject({
      exitCode: 0,
      stdout: 'Downloaded to got.tar.\n',
    })
    expect(await runCommand('tar', ['-xOf', join(scratch, 'got.tar'), 'waaaaaaaa/answers.csv'])).toBe('1,2')
    expect(await otm('files', 'otree1', 'download', '-o', 'got.tar')).toMatchObject({
      exitCode: 5,
      stderr: expect.stringContaining('already'),
    })
    expect((await otm('files', 'otree1', 'download', '--of', 'waaaaaaaa', '-o', '-')).stdout).toContain('waaaaaaaa/answers.csv')
    expect((await otm('files', 'otree1', 'remove')).exitCode).toBe(2)
    expect((await otm('files', 'otree1', 'remove', '--of', 'waaaaaaaa')).exitCode).toBe(0)
    expect((await otm('files', 'otree1')).stdout).toBe('otree1 has written no files.\n')
  })
})

async function filesOf(commit: string | undefined): Promise<string[]> {
  const { id } = await api.open.store.instances.get('otree1' as InstanceName)
  const repository = join(api.dataDir, 'instances', id, 'repository.git')
  const listed = await runCommand('git', ['--git-dir', repository, 'ls-tree', '-r', '--name-only', commit ?? ''])
  return listed.trim().split('\n')
}

it('ends with 1 when the operation fails, and says why', async () => {
  const failed = await otm('instances', 'stop', 'otree1')
  expect(failed).toMatchObject({ exitCode: 1, stderr: 'It does not stop.\n' })
  const json = await otm('instances', 'stop', 'otree1', '--json')
  expect(JSON.parse(json.stderr)).toMatchObject({ code: 'engine.not_ready', detail: 'It does not stop.' })
})

it('moves an instance to another engine, when the name is typed', async () => {
  expect((await otm('instances', 'move', 'otree1')).stderr).toContain("required option '--engine <engine>'")
  expect((await otm('instances', 'move', 'otree1', '--engine', 'podman')).exitCode).toBe(2)
  const env = { OTM_DATA_DIR: api.dataDir, HOME: scratch }
  const refused = await runOtm(['instances', 'move', 'otree1', '--engine', 'docker'], { env, typed: 'otree2\n' })
  expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('Nothing was done') })
  const moved = await runOtm(['instances', 'move', 'otree1', '--engine', 'docker'], { env, typed: 'otree1\n' })
  expect(moved).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('otree1 is on the engine docker now.') })
  expect((await otm('instances', 'show', 'otree1')).stdout).toMatch(/engine\s+process/)
})

describe('what cannot be taken back', () => {
  const atKeyboard = (typed: string, ...argv: readonly string[]): Promise<OtmResult> =>
    runOtm(argv, { env: { OTM_DATA_DIR: api.dataDir, HOME: scratch }, typed })

  it.each(['reset-database', 'delete'])('%s is done at a terminal when the name is typed', async (word) => {
    const { exitCode, stderr } = await atKeyboard('otree1\n', 'instances', word, 'otree1')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining('Type the name of the instance, otree1,') })
  })

  it.each([
    ['something else', 'otree2\n'],
    ['nothing', '\n'],
    ['Ctrl-D', ''],
  ])('is not done when %s is typed', async (_what, typed) => {
    const before = (await otmJson('operations')).items.length
    const answer = await atKeyboard(typed, 'instances', 'reset-database', 'otree1')
    expect(answer).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('Nothing was done') })
    expect((await otmJson('operations')).items).toHaveLength(before)
  })

  it('is done without a question for scripts, and with --yes', async () => {
    expect(await otm('instances', 'reset-database', 'otree1')).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await atKeyboard('', 'instances', 'delete', 'otree1', '--yes')).toMatchObject({ exitCode: 0, stderr: '' })
  })
})

it('begins without waiting, refuses a second one as busy, follows and cancels', async () => {
  const { operation } = await otmJson('instances', 'restart', 'otree1', '--no-wait')
  const busy = await otm('instances', 'restart', 'otree1')
  expect(busy.exitCode).toBe(5)
  expect((await otm('operations', '--instance', 'otree1')).stdout).toContain(operation.id)
  const followed = otm('operations', '--follow', operation.id)
  expect(await otm('operations', '--cancel', operation.id)).toMatchObject({ exitCode: 0 })
  expect(await followed).toMatchObject({ exitCode: 1, stderr: 'Cancelled: restart otree1.\n' })
})

it('manages keys and tokens of people', async () => {
  await runCommand('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(scratch, 'id')])
  expect(await otm('keys', 'add', 'laptop', 'id')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Say whose') })
  const privateKey = await otm('keys', 'add', 'laptop', 'id', '--user', 'berta')
  expect(privateKey).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('private key') })
  const added = await otm('keys', 'add', 'laptop', 'id.pub', '--user', 'berta')
  const listed = await runCommand('ssh-keygen', ['-l', '-f', join(scratch, 'id.pub')])
  expect(added.stdout).toBe(`Added ${listed.split(' ')[1]} for berta.\n`)
  expect(await otm('keys', 'add', 'again', 'id.pub', '--user', 'ada')).toMatchObject({ exitCode: 5 })
  expect((await otmJson('token', 'create', '--name', 'ci', '--user', 'berta', '--scope', 'operate')).token).toMatch(/^otm_/)
})

describe('helpers and owner of an instance', () => {
  const helpers = (...argv: readonly string[]) => otm('instances', 'helpers', 'otree1', ...argv)

  it('are named, listed, changed and removed', async () => {
    await otm('users', 'create', '--username', 'carl', '--email', 'carl@example.org', '--name', 'Carl')
    expect((await helpers()).stdout).toBe('Nobody else may use it.\n')
    expect((await helpers('--add', 'carl', '--as', 'assistant')).stdout).toBe('Carl (carl) is an assistant of otree1.\n')
    const paying = await helpers('--add', 'carl', '--as', 'assistant', '--may-pay')
    expect(paying.stdout).toBe('Carl (carl) is an assistant who may pay participants of otree1.\n')
    expect((await helpers()).stdout).toMatch(/USERNAME +NAME +ROLE +MAY PAY +SINCE\ncarl +Carl +assistant +yes +\d/)
    expect(await otmJson('instances', 'helpers', 'otree1', '--add', 'carl', '--as', 'co-experimenter')).toMatchObject({
      role: 'co-experimenter',
    })
    expect(await otmJson('instances', 'helpers', 'otree1')).toMatchObject({
      items: [{ username: 'carl', role: 'co-experimenter' }],
      next: null,
    })
    expect(await otmJson('instances', 'helpers', 'otree1', '--remove', 'carl')).toEqual({ removed: 'carl' })
    expect(await helpers('--remove', 'carl')).toMatchObject({
      exitCode: 4,
      stderr: expect.stringContaining('"carl" does not help with "otree1"'),
    })
  })

  it('must be said completely', async () => {
    expect(await helpers('--add', 'carl')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Say what carl shall be: --as') })
    expect(await helpers('--may-pay')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--add USERNAME') })
    expect((await helpers('--add', 'carl', '--as', 'owner')).exitCode).toBe(2)
    expect((await helpers('--add', 'carl', '--as', 'assistant', '--remove', 'carl')).exitCode).toBe(2)
    expect((await helpers('--add', 'nobody', '--as', 'assistant')).exitCode).toBe(4)
    expect(await otm('instances', 'hand-over', 'otree1')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--to USERNAME') })
    expect(await otmJson('instances', 'helpers', 'otree1')).toMatchObject({ items: [] })
  })

  it('is handed over, by either word, after a question at a keyboard', async () => {
    const env = { OTM_DATA_DIR: api.dataDir, HOME: scratch }
    const refused = await runOtm(['instances', 'hand-over', 'otree1', '--to', 'carl'], { env, typed: 'otree2\n' })
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('The owner until now loses it.') })
    const handed = await otm('instances', 'hand-over', 'otree1', '--to', 'carl', '--keep-as', 'co-experimenter')
    expect(handed.stdout).toBe('otree1 belongs to carl now. berta stays as co-experimenter.\n')
    expect(await otmJson('instances', 'set-owner', 'otree1', '--owner', 'berta')).toEqual({
      name: 'otree1',
      owner: 'berta',
      formerOwner: 'carl',
      keptAs: null,
    })
    expect(await otmJson('instances', 'show', 'otree1')).toMatchObject({ owner: 'berta' })
    expect(await otm('instances', 'set-owner', 'otree1', '--owner', 'berta')).toMatchObject({ exitCode: 5 })
  })
})

it('keeps a sign-in to another manager for its user alone, and acts with the rights of the token', async () => {
  const url = await api.app.listen({ host: '127.0.0.1', port: 0 })
  const { token } = await otmJson('token', 'create', '--name', 'laptop', '--user', 'berta', '--scope', 'read')
  const env = { HOME: scratch }
  expect(await runOtm(['login', url], { env, input: 'wrong' })).toMatchObject({ exitCode: 3 })
  expect(await runOtm(['login', url], { env, input: `${token}\n` })).toMatchObject({
    exitCode: 0,
    stdout: `Signed in to ${url} as berta.\n`,
  })
  expect((await stat(join(scratch, '.config', 'otm', 'login.json'))).mode & 0o777).toBe(0o600)
  expect((await runOtm(['instances', 'list'], { env })).stdout).toContain('otree1')
  expect(await runOtm(['instances', 'stop', 'otree1'], { env })).toMatchObject({ exitCode: 3 })
  expect(await runOtm(['users', 'list'], { env })).toMatchObject({ exitCode: 3 })
  const byVariable = { OTM_URL: url, OTM_TOKEN: token, HOME: '/nonexistent' }
  expect(await runOtm(['instances', 'show', 'nowhere'], { env: byVariable })).toMatchObject({ exitCode: 4 })
})

it('prints logs, the audit log and what the doctor says', async () => {
  expect((await otm('logs', 'otree1')).stdout).toBe('first line\nsecond line\n')
  const rows = (await otmJson('audit')).items
  expect(rows[0]).toMatchObject({ who: expect.any(String), action: expect.any(String) })
  const { items: creations } = await otmJson('audit', '--action', 'instance.create')
  expect(creations).toContainEqual(expect.objectContaining({ who: 'server', by: 'server', thing: 'instance:otree1', result: 'allowed' }))
  const doctor = await otm('doctor')
  expect(doctor).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('✓ isolation: Instances are kept apart by a sandbox and a user each.'),
  })
})

it('follows a log until it is interrupted, and leaves nothing behind in the manager', async () => {
  const controller = new AbortController()
  let printed = ''
  const following = runOtm(['logs', 'otree1', '--follow'], {
    env: { OTM_DATA_DIR: api.dataDir, HOME: scratch },
    signal: controller.signal,
    onPrint: (text) => {
      printed += text
    },
  })
  await waitUntil('the lines have come, and the manager follows', () => printed.includes('second line\n') && followers.size === 1)
  controller.abort()
  expect(await following).toMatchObject({ stdout: 'first line\nsecond line\n', stderr: '' })
  await waitUntil('the manager has stopped following', () => followers.size === 0)
})

it('labels an instance and keeps notes, which say nothing to a terminal', async () => {
  await writeFile(join(scratch, 'notes.txt'), 'Grant 12\n\u001b[2Jsecond line\n')
  const given = ['--label', 'Pilot', '--label', 'summer 2027', '--notes-file', 'notes.txt']
  const set = await otm('instances', 'update', 'otree1', ...given)
  expect(set.stdout).toBe('Its labels are "Pilot", "summer 2027". The notes are kept.\n')
  expect((await otm('instances', 'show', 'otree1')).stdout).toMatch(/labels +Pilot, summer 2027\n.*notes +Grant 12\n +\[2Jsecond line/s)
  expect(await otmJson('instances', 'list')).toMatchObject({ items: [{ labels: ['Pilot', 'summer 2027'] }] })
  const cleared = await otm('instances', 'update', 'otree1', '--no-label', '--notes', '')
  expect(cleared.stdout).toBe('There are no labels any more. There are no notes any more.\n')
  expect(await otm('instances', 'update', 'otree1', '--label', 'a', '--label', 'A')).toMatchObject({ exitCode: 2 })
  expect(await otm('instances', 'update', 'otree1', '--notes-file', 'none.txt')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('There is no file "none.txt".'),
  })
})

it('says why a log that was followed ended by itself', async () => {
  const url = `http://127.0.0.1:${(api.app.server.address() as { readonly port: number }).port}`
  const { token, apiToken } = await otmJson('token', 'create', '--name', 'following', '--user', 'berta', '--scope', 'read')
  const following = runOtm(['logs', 'otree1', '--follow'], { env: { OTM_URL: url, OTM_TOKEN: token, HOME: scratch } })
  await waitUntil('the manager follows', () => followers.size === 1)
  await otm('token', 'remove', apiToken.id)
  expect(await following).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('it was removed') })
  await waitUntil('the manager has stopped following', () => followers.size === 0)
})

describe('usage', () => {
  it('is explained, with the exit codes', async () => {
    const help = await otm('--help')
    expect(help).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('6 manager unreachable') })
  })

  it.each([[['nonsense']], [['instances', 'create', 'x']], [['instances', 'nonsense']], [['deploy']]])(
    'of %j ends with 2',
    async (argv) => {
      expect(await otm(...argv)).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(/./) })
    },
  )
})

it('says when the manager does not run, and how to start it', async () => {
  const env = { OTM_DATA_DIR: join(scratch, 'empty'), HOME: scratch }
  const result = await runOtm(['instances', 'list'], { env })
  expect(result).toMatchObject({ exitCode: 6, stderr: expect.stringContaining('Start it with: npm start') })
})

it('makes the first super-user and new links on the store itself while the manager is down', async () => {
  const env = { OTM_DATA_DIR: join(scratch, 'down'), HOME: scratch, OTM_PUBLIC_URL: 'https://lab.example.org' }
  const argv = ['setup', '--username', 'ada', '--email', 'ada@example.org', '--name', 'Ada', '--password-stdin']
  expect(await runOtm(argv, { env, input: 'correct horse battery\n' })).toMatchObject({ exitCode: 0 })
  expect(await runOtm(argv, { env, input: 'correct horse battery\n' })).toMatchObject({ exitCode: 5 })
  const weak = await runOtm(argv, { env: { ...env, OTM_DATA_DIR: join(scratch, 'down-too') }, input: 'Manchester2026\n' })
  expect(weak).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('a common one') })
  const reset = await runOtm(['users', 'reset', 'ada', '--json'], { env })
  expect(JSON.parse(reset.stdout).resetUrl).toMatch(/^https:\/\/lab.example.org\/reset#/)
})

it.each([
  ['over the socket of the manager', true],
  ['on the store itself', false],
])('switches a second factor off together with a new link, %s', async (_how, isUp) => {
  const { secondFactors, passkeys, store } = api.open
  const username = isUp ? 'up-and-lost' : 'down-and-lost'
  const { person } = await api.accounts.createPerson({ username, name: 'Lost', email: `${username}@example.org`, role: 'super-user' })
  await secondFactors.set({ userId: person.id, secret: 'A'.repeat(32), step: 0, codeHashes: [username] })
  await passkeys.add({ userId: person.id, name: 'x', credentialId: username, publicKey: 'p', counter: 0, transports: [] })
  if (!isUp) await rename(join(api.dataDir, 'run', 'manager.sock'), join(api.dataDir, 'run', 'elsewhere'))
  const reset = await otm('users', 'reset', username, '--second-factor-off', '--json')
  if (!isUp) await rename(join(api.dataDir, 'run', 'elsewhere'), join(api.dataDir, 'run', 'manager.sock'))
  expect(reset).toMatchObject({ exitCode: 0, stderr: '' })
  expect([await secondFactors.find(person.id), await passkeys.list(person.id)]).toEqual([undefined, []])
  const { items } = await store.audit.page(null, 2)
  const thing = `person:${username}`
  expect(items).toMatchObject([
    { who: 'server', action: 'person.reset', thing, result: 'allowed' },
    { who: 'server', action: 'person.second-factor', thing, result: 'allowed' },
  ])
})
