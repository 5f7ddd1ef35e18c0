import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { answersLogin } from './answers.ts'

let directory: string
let server: Server | undefined
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-answers-'))
})
afterEach(async () => {
  server?.closeAllConnections()
  server?.close()
  await rm(directory, { recursive: true })
})

async function serving(listener: RequestListener): Promise<string> {
  const path = join(directory, 'web')
  server = createServer(listener)
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(path, resolve)
  await promise
  return path
}

it('knows a login page that is there from one that is not', async () => {
  const path = await serving(({ url }, response) => response.writeHead(url === '/login' ? 200 : 404).end('the page'))
  expect(await answersLogin(path)).toBe(true)
  expect(await answersLogin(join(directory, 'nobody'))).toBe(false)
})

it('takes nothing else for it', async () => {
  expect(await answersLogin(await serving((_, response) => response.writeHead(500).end()))).toBe(false)
})

it('does not wait for a page that has no end', async () => {
  const path = await serving((_, response) => {
    const drops = setInterval(() => response.write('.'), 20)
    response.on('close', () => clearInterval(drops))
  })
  expect(await answersLogin(path, 200)).toBe(false)
})
