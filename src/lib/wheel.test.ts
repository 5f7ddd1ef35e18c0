import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { fetchWheel, findFile } from './wheel.ts'
import { makeZip } from './zip/testing-zip.ts'

const wheel = makeZip([
  { path: 'tool-1.0.data/scripts/tool', content: '#!/bin/sh\necho hello\n', executable: true },
  { path: 'tool-1.0.dist-info/METADATA', content: 'Name: tool\n' },
])
const sha256 = createHash('sha256').update(wheel).digest('hex')
const pages: Record<string, { type: string; body: string | Buffer }> = {
  '/json/tool/': {
    type: 'application/vnd.pypi.simple.v1+json',
    body: JSON.stringify({ files: [{ url: '../../files/tool.whl', hashes: { sha256 } }] }),
  },
  '/html/tool/': { type: 'text/html', body: `<a href="/files/tool.whl?a=1&amp;b=2#sha256=${sha256}">tool</a>` },
  '/liar/tool/': { type: 'text/html', body: `<a href="/files/other.whl#sha256=${sha256}">tool</a>` },
  '/files/tool.whl': { type: 'application/zip', body: wheel },
  '/files/other.whl': { type: 'application/zip', body: 'something else' },
}

let server: Server
let origin: string
let into: string
let requests: string[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://x').pathname
    requests.push(path)
    if (path.startsWith('/moved/')) return response.writeHead(301, { location: path.replace('/moved/', '/json/') }).end()
    const page = pages[path]
    return page ? response.writeHead(200, { 'content-type': page.type }).end(page.body) : response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(async () => {
  into = await mkdtemp(join(tmpdir(), 'otm-wheel-'))
  requests = []
  return () => rm(into, { recursive: true })
})

const fetch = (index: string) =>
  fetchWheel({
    name: 'tool',
    version: '1.0',
    sha256,
    into,
    settings: { packageIndexUrl: `${origin}/${index}`, extraCaFile: null, httpsProxy: null, noProxy: null },
  })

it.each(['json', 'html', 'json/', 'moved'])('fetches and unpacks a wheel from an index of the kind "%s"', async (index) => {
  const directory = await fetch(index)
  expect(directory).toBe(join(into, 'tool-1.0'))
  const program = join(directory, 'tool-1.0.data', 'scripts', 'tool')
  expect(await readFile(program, 'utf8')).toContain('echo hello')
  expect((await stat(program)).mode & 0o777).toBe(0o755)
  expect((await stat(directory)).mode & 0o777).toBe(0o755)
  expect(await readdir(into)).toEqual(['tool-1.0'])
})

it('asks the index only once', async () => {
  await fetch('json')
  await fetch('json')
  expect(requests).toEqual(['/json/tool/', '/files/tool.whl'])
})

it('two at once give one tool', async () => {
  const [one, two] = await Promise.all([fetch('json'), fetch('json')])
  expect(one).toBe(two)
  expect(await readdir(into)).toEqual(['tool-1.0'])
})

it('refuses a file that is not the wanted one, and leaves nothing', async () => {
  await expect(fetch('liar')).rejects.toThrow('is not the wanted one')
  expect(await readdir(into)).toEqual([])
})

it('says which index does not have it', async () => {
  await expect(fetch('empty')).rejects.toThrow('has no package tool (404)')
  expect(findFile('<a href="/x#sha256=00">', sha256)).toBeUndefined()
  expect(findFile('{"files": []}', sha256)).toBeUndefined()
})
