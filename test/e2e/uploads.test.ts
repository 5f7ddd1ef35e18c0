import { randomBytes } from 'node:crypto'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeEnvironment } from '../../src/gateway/test-otree.ts'
import { makeTar, makeTarEntry } from '../../src/git/archives/testing/make-tar.ts'
import { resourcePath } from '../../src/lib/resources.ts'
import { plainEnv, runCommand } from '../../src/lib/run-command.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'
import { findProcesses } from '../support/leftovers.ts'

let laboratory: Laboratory
let token: string

beforeAll(async () => {
  laboratory = await openLaboratory()
  token = (await laboratory.manager.otmJson<{ token: string }>('token', 'create', '--name', 'uploads', '--user', 'berta', '--scope', 'all'))
    .token
})
afterAll(() => laboratory?.close())

interface Shown {
  readonly id: string
  readonly state: string
  readonly commit: string | null
  readonly otreeVersion: string | null
  readonly pythonVersion: string | null
}
const show = (name: string): Promise<Shown> => laboratory.manager.otmJson<Shown>('instances', 'show', name)

const repositoryOf = async (name: string): Promise<string> => join(laboratory.dataDir, 'instances', (await show(name)).id, 'repository.git')

const filesOf = async (name: string): Promise<string[]> => {
  const args = [`--git-dir=${await repositoryOf(name)}`, 'ls-tree', '-r', '--name-only', 'main']
  return (await runCommand('git', args)).trim().split('\n')
}

async function warningsOf(name: string): Promise<readonly string[]> {
  const { items } = await laboratory.manager.otmJson<{ items: { warnings: string[] }[] }>('deployments', name)
  return items[0]?.warnings ?? []
}

/** A project of our own, as its author has it. */
async function writeProject(name: string, otree: string): Promise<string> {
  const project = join(laboratory.scratch, name)
  await cp(resourcePath('test', 'apps', 'rooms'), project, { recursive: true })
  const requirements = join(project, 'requirements.txt')
  await writeFile(requirements, (await readFile(requirements, 'utf8')).replace(/otree==.*/, `otree==${otree}`))
  return project
}

/** A POST through the gateway, as a browser sends it. */
function post(
  name: string,
  bytes: number | null,
  body: Readable,
): { readonly sending: http.ClientRequest; readonly answer: Promise<{ status: number; detail?: string }> } {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream', host: 'localhost' }
  const sending = http.request({
    host: '127.0.0.1',
    port: laboratory.manager.httpPort,
    method: 'POST',
    path: `/api/v1/instances/${name}/deployments`,
    headers: { ...headers, ...(bytes === null ? {} : { 'content-length': bytes }) },
  })
  const answer = new Promise<{ status: number; detail?: string }>((resolve, reject) => {
    sending.on('error', reject)
    sending.once('response', (incoming) => {
      text(incoming).then((json) => resolve({ ...(JSON.parse(json) as object), status: incoming.statusCode ?? 0 }), reject)
    })
  })
  answer.catch(() => undefined)
  body.on('error', () => undefined).pipe(sending)
  return { sending, answer }
}

const uploads = (): Promise<string[]> => readdir(join(laboratory.dataDir, 'uploads'))

describe.each([
  ['5.11.5', '3.11'],
  ['6.0.15', '3.12'],
])('the .otreezip that "otree zip" of oTree %s makes', (otree, python) => {
  it('is deployed, without the version of Python that oTree wrote into it', async (ctx) => {
    const environment = await makeEnvironment(otree, python)
    if ('reason' in environment) return ctx.skip(environment.reason)
    const name = `zip${otree.replaceAll('.', '')}`
    const project = await writeProject(name, otree)
    await runCommand(join(environment.directory, 'bin', 'otree'), ['zip'], { cwd: project, env: plainEnv() })
    await laboratory.createInstance(name)
    const { exitCode, stdout, stderr } = await laboratory.manager.otm('deploy', name, join(project, `${name}.otreezip`))
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const notice = 'Left out of the .otreezip: ".python-version", in which "otree zip" writes a version of Python that nobody chose.'
    expect(stdout).toContain(notice)
    expect(await warningsOf(name)).toContain(notice)
    expect(await show(name)).toMatchObject({ state: 'ready', otreeVersion: otree })
    expect(await filesOf(name)).not.toContain('.python-version')
    expect((await request(`${laboratory.origin(name)}/login`)).status).toBe(200)
  })
})

describe('a zip of the folder, as file managers make it', () => {
  it('is deployed as if it were the folder', async () => {
    const project = await writeProject('folder', '6.0.15')
    const script = "import shutil, sys; shutil.make_archive(sys.argv[1], 'zip', sys.argv[2], 'folder')"
    await runCommand('python3', ['-c', script, join(laboratory.scratch, 'study'), laboratory.scratch])
    await laboratory.createInstance('folder')
    await laboratory.manager.otmJson('deploy', 'folder', join(laboratory.scratch, 'study.zip'))
    const { commit } = await show('folder')
    expect(await warningsOf('folder')).toContain(
      'Everything in the upload lies in one folder, "folder". What is in it was taken as the project.',
    )
    await laboratory.manager.otmJson('deploy', 'folder', project)
    expect(await show('folder')).toMatchObject({ state: 'ready', commit })
    expect((await request(`${laboratory.origin('folder')}/login`)).status).toBe(200)
  })
})

const mib = 1024 ** 2

describe('a large upload', () => {
  it('of 190 MiB leaves the memory of the manager as it was', async () => {
    await laboratory.createInstance('large')
    const file = join(laboratory.scratch, 'large.tar')
    const content = randomBytes(19 * mib)
    const entries = Array.from({ length: 10 }, (_, index) => makeTarEntry({ path: `video${index}`, content }))
    await writeFile(file, Readable.from([...entries, makeTar([{ path: 'README' }])]))
    await writeFile(`/proc/${laboratory.manager.pid}/clear_refs`, '5') // its peak is measured from here on
    const before = await peakMib()
    const result = await laboratory.manager.otm('deploy', 'large', file)
    expect(result.stderr).toContain('settings.py') // it is taken, and is no project
    const growth = (await peakMib()) - before
    process.stdout.write(`The manager's memory grew by ${growth} MiB while 190 MiB were uploaded.\n`)
    expect(growth).toBeLessThan(96)
  })

  it('of 2 GB is declined before it is read, through the gateway, too', async () => {
    const { sending, answer } = post('large', 2 * 1024 ** 3, new Readable({ read: () => undefined }))
    sending.flushHeaders()
    expect(await answer).toMatchObject({ status: 413, detail: expect.stringContaining('larger than 200 MiB') })
    sending.destroy()
    const all = post('large', 201 * mib, Readable.from(Array.from({ length: 201 }, () => Buffer.alloc(mib))))
    expect(await all.answer).toMatchObject({ status: 413 })
  })
})

/** The most memory that the manager held. */
async function peakMib(): Promise<number> {
  const status = await readFile(`/proc/${laboratory.manager.pid}/status`, 'utf8')
  return Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1024)
}

describe('an upload in the middle of which', () => {
  beforeAll(() => laboratory.createInstance('half'))

  const beginHalf = async (): Promise<http.ClientRequest> => {
    const { sending } = post(
      'half',
      10 * mib,
      Readable.from([Buffer.alloc(mib)], { emitClose: false }).on('end', () => undefined),
    )
    await waitUntil('something has arrived', async () => (await uploads()).length === 1)
    return sending
  }

  it('the page is closed leaves nothing', async () => {
    ;(await beginHalf()).destroy()
    await waitUntil('the file is gone', async () => (await uploads()).length === 0)
  })

  it('the manager is killed leaves nothing at its next start', async () => {
    const sending = await beginHalf()
    sending.on('error', () => undefined)
    await laboratory.manager.kill()
    expect(await uploads()).toHaveLength(1)
    await laboratory.restart()
    expect(await uploads()).toEqual([])
  })

  it('the manager is killed while git takes it leaves nothing at its next start, and the next upload is deployed', async () => {
    const content = randomBytes(30 * mib)
    const archive = makeTar([0, 1, 2, 3, 4].map((index) => ({ path: `data${index}`, content })))
    const { sending } = post('half', archive.length, Readable.from([archive]))
    sending.on('error', () => undefined)
    const repository = await repositoryOf('half')
    const quarantines = async () => (await readdir(join(repository, 'objects'))).filter((name) => name.startsWith('tmp_objdir'))
    await waitUntil('git takes it', async () => (await quarantines()).length === 1, { intervalMs: 5 })
    await laboratory.manager.kill()
    await waitUntil('git has ended', async () => (await findProcesses(repository)).length === 0)
    expect(await quarantines()).toHaveLength(1)
    await laboratory.restart()
    expect([await quarantines(), await uploads(), (await readdir(repository)).filter((name) => name.startsWith('fast_import'))]).toEqual([
      [],
      [],
      [],
    ])
    await laboratory.manager.otmJson('deploy', 'half', await writeProject('half', '6.0.15'))
    expect(await show('half')).toMatchObject({ state: 'ready' })
  })
})
