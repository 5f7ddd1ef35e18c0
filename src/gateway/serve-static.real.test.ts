import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { link, mkdir, mkdtemp, realpath, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StaticFiles } from '../domain/engine.ts'
import type { Route } from '../domain/gateway.ts'
import { runCommand } from '../lib/run-command.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { type Answered, ask, open, startTestGateway, startTestUpstream, type TestGateway, type TestUpstream } from './test-gateway.ts'
import { aRoute, aTable } from './test-routes.ts'

let directory: string
let project: string
let upstream: TestUpstream
let gateway: TestGateway
let answer: RequestListener
let staticFiles: StaticFiles

beforeEach(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), 'otm-static-')))
  project = join(directory, 'project', '_static')
  await mkdir(join(project, 'global'), { recursive: true })
  await mkdir(join(directory, 'packages', 'otree'), { recursive: true })
  await writeFile(join(directory, 'secret.txt'), 'secret')
  await writeFile(join(project, 'global', 'page.css'), 'p {}')
  await writeFile(join(directory, 'packages', 'page.js'), 'otree()')
  staticFiles = {
    version: 'v1',
    roots: [
      { directory: project, isWritable: true },
      { directory: join(directory, 'packages'), isWritable: false },
    ],
    types: { '.css': 'text/css; charset=utf-8', '.js': 'text/javascript', '.txt': 'text/plain', '.mp4': 'video/mp4' },
  }
  answer = (_, response) => response.end('oTree')
  upstream = await startTestUpstream((request, response) => answer(request, response))
  gateway = await startTestGateway(null)
  setRoute()
})
afterEach(async () => {
  await gateway.stop()
  upstream.stop()
  await rm(directory, { recursive: true })
})

const setRoute = (changes: Partial<Route> = {}): void =>
  gateway.traffic.setTable(aTable([aRoute('one', { upstream: upstream.endpoint, staticFiles, ...changes })]))
const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> => ask(gateway.port, { path, headers })
const bodyOf = async (path: string): Promise<string> => (await get(path)).body

describe('the gateway answers for oTree', () => {
  it('with files of the project, of packages, and what is written while it runs', async () => {
    expect(await get('/static/global/page.css?v=2')).toMatchObject({
      status: 200,
      body: 'p {}',
      headers: { 'content-type': 'text/css; charset=utf-8', 'content-length': '4', 'cache-control': 'no-cache' },
    })
    expect(await bodyOf('/static/page.js')).toBe('otree()')
    await writeFile(join(project, 'drawn.txt'), 'drawn by a participant')
    expect(await bodyOf('/static/drawn.txt')).toBe('drawn by a participant')
    await writeFile(join(project, 'page.js'), 'project()')
    expect(await bodyOf('/static/page.js')).toBe('project()')
  })

  it('counts and logs as for everything else', async () => {
    await get('/static/page.js')
    await waitUntil('the request is counted', () => gateway.traffic.activity()[0]?.requests === 1) // when all of it is on its way
    expect(gateway.traffic.activity()).toMatchObject([{ requests: 1, errors: 0 }])
    await waitUntil('the request is in the log', async () =>
      /"class":"static","instance":"ione","status":200/.test(await gateway.readLog()),
    )
  })

  it('of the version that serves, so that a browser sees another one at once', async () => {
    const { headers } = await get('/static/page.js')
    expect((await get('/static/page.js', { 'If-None-Match': headers.etag ?? '' })).status).toBe(304)
    const successor = join(directory, 'successor')
    await mkdir(successor)
    await writeFile(join(successor, 'page.js'), 'OTREE()')
    const [same] = [new Date(headers['last-modified'] ?? '')]
    for (const file of [join(successor, 'page.js'), join(directory, 'packages', 'page.js')]) await utimes(file, same, same)
    const before = await get('/static/page.js')
    setRoute({ staticFiles: { ...staticFiles, version: 'v2', roots: [{ directory: successor, isWritable: true }] } })
    expect(await get('/static/page.js', { 'If-None-Match': before.headers.etag ?? '' })).toMatchObject({ status: 200, body: 'OTREE()' })
  })

  it('while oTree is busy with something else', async () => {
    const order: string[] = []
    let isBegun = false
    let finish: () => void = () => {}
    answer = (_, response) => {
      isBegun = true
      finish = () => response.end('slow')
    }
    const slow = get('/p/code/app/Page/1').then(() => order.push('page'))
    await waitUntil('the page is being made', () => isBegun && gateway.traffic.activity()[0]?.requests === 1)
    await get('/static/page.js').then(() => order.push('file'))
    finish()
    await slow
    expect(order).toEqual(['file', 'page'])
  })

  it('while requests are held', async () => {
    await gateway.traffic.findInstance('ione')?.hold({ drainMs: 1_000, maxHoldMs: 30_000 })
    const held = get('/')
    expect(await bodyOf('/static/page.js')).toBe('otree()')
    gateway.traffic.findInstance('ione')?.release()
    expect((await held).body).toBe('oTree')
  })

  it('not while it is stopped', async () => {
    setRoute({ upstream: null, state: 'stopped' })
    expect(await get('/static/page.js')).toMatchObject({ status: 503, body: expect.stringContaining('not open') as string })
  })
})

describe('large files', () => {
  const size = 40_000_000
  const movie = randomBytes(1_000_000)
  beforeEach(async () => {
    for (let at = 0; at < size; at += movie.length) await writeFile(join(project, 'movie.mp4'), movie, { flag: 'a' })
  })

  it('come in ranges', async () => {
    const response = await open(gateway.port, { path: '/static/movie.mp4', headers: { Range: 'bytes=999000-1200999' } })
    expect(response).toMatchObject({ statusCode: 206, headers: { 'content-range': `bytes 999000-1200999/${size}` } })
    expect(await buffer(response)).toEqual(Buffer.concat([movie.subarray(999_000), movie.subarray(0, 201_000)]))
    expect((await get('/static/movie.mp4', { Range: 'bytes=-4' })).headers['content-length']).toBe('4')
    expect((await get('/static/movie.mp4', { Range: `bytes=${size}-` })).status).toBe(416)
  })

  it('come no faster than the browser takes them', async () => {
    const before = process.memoryUsage().arrayBuffers
    const slow = await Promise.all(Array.from({ length: 20 }, () => open(gateway.port, { path: '/static/movie.mp4' })))
    for (const response of slow) {
      await once(response, 'readable')
      response.read(1)
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan((20 * size) / 4)
    for (const response of slow) response.destroy()
  })

  it('that become shorter meanwhile break off', async () => {
    const response = await open(gateway.port, { path: '/static/movie.mp4' })
    await once(response, 'readable')
    await truncate(join(project, 'movie.mp4'), 3_000_000)
    await expect(buffer(response)).rejects.toThrow('aborted')
    expect(await bodyOf('/static/page.js')).toBe('otree()')
  })
})

describe('what is not plainly a file of the instance is left to oTree:', () => {
  const isForwarded = async (path: string): Promise<void> => expect(await bodyOf(path), path).toBe('oTree')

  it('missing files, other methods, other kinds', async () => {
    for (const path of ['/static/none.css', '/static/global', '/static/page.js/x.css', `/static/${'n'.repeat(300)}.css`])
      await isForwarded(path)
    await writeFile(join(project, 'data.sav'), 'kind')
    await isForwarded('/static/data.sav')
    expect((await ask(gateway.port, { method: 'POST', path: '/static/page.js', body: 'x=1' })).body).toBe('oTree')
    expect((await ask(gateway.port, { method: 'HEAD', path: '/static/page.js' })).headers['cache-control']).toBe('no-cache')
  })

  it('links, whatever they lead to', async () => {
    await symlink('/etc/passwd', join(project, 'passwd.txt'))
    await symlink(directory, join(project, 'up'))
    await symlink('global', join(project, 'inside'))
    for (const path of ['/static/passwd.txt', '/static/up/secret.txt', '/static/inside/page.css']) await isForwarded(path)
  })

  it('a second name of a file, in a directory where the instance writes', async () => {
    await link(join(directory, 'secret.txt'), join(project, 'linked.txt'))
    await isForwarded('/static/linked.txt')
    await link(join(directory, 'secret.txt'), join(directory, 'packages', 'linked.txt'))
    await rm(join(project, 'linked.txt'))
    expect(await bodyOf('/static/linked.txt')).toBe('secret')
  })

  it('a directory that became a link', async () => {
    await writeFile(join(directory, 'page.js'), 'outside')
    await rename(project, `${project}.old`)
    await symlink(directory, project)
    await isForwarded('/static/page.js')
  })

  it('directories, pipes and sockets with the names of files', async () => {
    await mkdir(join(project, 'directory.css'))
    await runCommand('mkfifo', [join(project, 'pipe.css')], { timeoutMs: 10_000 })
    await isForwarded('/static/directory.css')
    await isForwarded('/static/pipe.css')
  })

  it('ways upwards and hidden files', async () => {
    await writeFile(join(project, '.hidden.txt'), 'hidden')
    const paths = [
      '/static/..%2fsecret.txt',
      '/static/%2e%2e/secret.txt',
      '/static/.hidden.txt',
      '/static/page.js%00.txt',
      '/static//page.js',
    ]
    for (const path of paths) await isForwarded(path)
  })

  it('never anything else, however fast a directory and a link take turns', async () => {
    await writeFile(join(directory, 'page.css'), 'outside')
    const script = `
      const { renameSync, symlinkSync } = require('node:fs')
      process.chdir(${JSON.stringify(project)})
      symlinkSync(${JSON.stringify(directory)}, 'link')
      process.stdout.write('begun')
      for (;;) { renameSync('global', 'kept'); renameSync('link', 'global'); renameSync('global', 'link'); renameSync('kept', 'global') }`
    const turning = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(turning.stdout, 'data')
    const seen = new Set<string>()
    for (let round = 0; round < 40; round++) {
      const answers = await Promise.all(Array.from({ length: 25 }, () => bodyOf('/static/global/page.css')))
      for (const body of answers) seen.add(body)
    }
    turning.kill('SIGKILL')
    await once(turning, 'close')
    expect([...seen].filter((body) => body !== 'p {}' && body !== 'oTree')).toEqual([])
  })
})
