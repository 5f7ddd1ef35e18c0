import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, it } from 'vitest'
import { httpPost } from './http-post.ts'
import type { NetworkSettings } from './network-settings.ts'

const direct: NetworkSettings = { extraCaFile: null, httpsProxy: null, noProxy: null }
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`)
}

const post = (url: URL, more: Partial<Parameters<typeof httpPost>[2]> = {}) =>
  httpPost(url, { text: 'grüße' }, { settings: direct, timeoutMs: 10_000, ...more })

it('posts JSON, and gives the answer whatever it is', async () => {
  const seen: unknown[] = []
  const url = await serve(async (request, response) => {
    seen.push([request.method, request.url, request.headers['content-type'], await text(request)])
    response.writeHead(418).end('no')
  })
  expect(await post(url)).toEqual({ status: 418, text: 'no' })
  expect(seen).toEqual([['POST', '/hook', 'application/json', '{"text":"grüße"}']])
})

it('follows no redirect', async () => {
  const asked: (string | undefined)[] = []
  const url = await serve((request, response) => {
    asked.push(request.url)
    response.writeHead(307, { location: '/elsewhere' }).end()
  })
  expect(await post(url)).toMatchObject({ status: 307 })
  expect(asked).toEqual(['/hook'])
})

it('reads the beginning of a flood, and no more', async () => {
  const url = await serve((_, response) => response.end(Buffer.alloc(10_000_000, 'a')))
  expect(await post(url)).toEqual({ status: 200, text: 'a'.repeat(4096) })
})

it('gives up on silence, before the answer and in the middle of it', async () => {
  const silent = await serve(() => undefined)
  await expect(post(silent, { timeoutMs: 50 })).rejects.toThrow('no answer within 0.05 seconds')
  const halting = await serve((_, response) => void response.write('a'))
  await expect(post(halting, { timeoutMs: 50 })).rejects.toThrow('no answer within 0.05 seconds')
})

it('ends when it is told to', async () => {
  const silent = await serve(() => undefined)
  await expect(post(silent, { signal: AbortSignal.timeout(50) })).rejects.toThrow('aborted')
})

it('goes through the proxy, and says when that wants a password', async () => {
  const asked: (string | undefined)[] = []
  const proxy = await serve((request, response) => {
    asked.push(request.url)
    response.writeHead(407).end()
  })
  const settings = { ...direct, httpsProxy: proxy.origin }
  await expect(post(new URL('http://hooks.example.edu/s3cret'), { settings })).rejects.toThrow('asks for a password')
  expect(asked).toEqual(['http://hooks.example.edu/s3cret'])
})

it('says so when nobody listens', async () => {
  await expect(post(new URL('http://127.0.0.1:9/s3cret'))).rejects.toThrow(/^127\.0\.0\.1:9 does not answer/)
})
