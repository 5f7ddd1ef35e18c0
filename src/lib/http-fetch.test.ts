import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { httpFetch } from './http-fetch.ts'
import type { NetworkSettings } from './network-settings.ts'

const direct: NetworkSettings = { extraCaFile: null, httpsProxy: null, noProxy: null }
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('gives the body, its type and where it came from', async () => {
  const origin = await serve((request, response) => {
    if (request.url === '/old') response.writeHead(302, { location: '/new' }).end()
    else response.writeHead(200, { 'content-type': 'text/plain' }).end('hello')
  })
  const { body, contentType, url } = await httpFetch(`${origin}/old`, { settings: direct })
  expect([body.toString(), contentType, url]).toEqual(['hello', 'text/plain', `${origin}/new`])
})

it('refuses other answers, circles, other schemes and floods', async () => {
  const origin = await serve((request, response) => {
    if (request.url === '/circle') response.writeHead(302, { location: '/circle' }).end()
    else if (request.url === '/file') response.writeHead(302, { location: 'file:///etc/passwd' }).end()
    else if (request.url === '/flood') response.end(Buffer.alloc(1000))
    else response.writeHead(500).end()
  })
  await expect(httpFetch(`${origin}/`, { settings: direct })).rejects.toThrow('answered 500')
  await expect(httpFetch(`${origin}/circle`, { settings: direct })).rejects.toThrow('in circles')
  await expect(httpFetch(`${origin}/file`, { settings: direct })).rejects.toThrow('not an address of the web')
  await expect(httpFetch(`${origin}/flood`, { settings: direct, maxBytes: 999 })).rejects.toThrow('larger than 999')
})

it('gives up on silence, and when it is aborted', async () => {
  const origin = await serve(() => undefined)
  await expect(httpFetch(origin, { settings: direct, idleTimeoutMs: 50 })).rejects.toThrow('does not answer')
  await expect(httpFetch(origin, { settings: direct, signal: AbortSignal.timeout(50) })).rejects.toThrow('aborted')
})

it('goes through the proxy, except where it shall not', async () => {
  const origin = await serve((_, response) => response.end('hello'))
  const asked: string[] = []
  const proxy = await serve((request, response) => {
    asked.push(request.url ?? '')
    response.end('by proxy')
  })
  servers.at(-1)?.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`)
    const { hostname, port } = new URL(`http://${request.url}`)
    const target = connect(Number(port), hostname, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    socket.pipe(target).pipe(socket)
  })
  await httpFetch(`${origin}/x`, { settings: { ...direct, httpsProxy: proxy } })
  expect(asked).toHaveLength(1)
  await httpFetch(`${origin}/x`, { settings: { ...direct, httpsProxy: proxy, noProxy: '127.0.0.1' } })
  expect(asked).toHaveLength(1)
})

/** A proxy that answers every CONNECT with one line, or not at all. */
async function proxyThatSays(line: string | null): Promise<string> {
  const url = await serve((_, response) => response.end())
  servers.at(-1)?.on('connect', (_, socket) => {
    socket.on('error', () => undefined)
    if (line !== null) socket.end(`HTTP/1.1 ${line}\r\n\r\n`)
  })
  return url
}

it.each([
  ['407 Who are you', '', 'asks for a password. Write it into HTTPS_PROXY: http://user:password@127.0.0.1'],
  ['407 Who are you', 'berta:s3cret@', 'does not accept the user and the password in HTTPS_PROXY'],
  ['403 No', '', 'does not let this server reach index.example.edu'],
  ['502 No', 'berta:s3cret@', 'does not let this server reach index.example.edu'],
  [null, 'berta:s3cret@', 'cannot be reached. Correct HTTPS_PROXY'],
])('says what is to be mended when a proxy answers %s to "%s"', async (line, user, sentence) => {
  const httpsProxy = (await proxyThatSays(line)).replace('//', `//${user}`)
  const error: Error = await httpFetch('https://index.example.edu', { settings: { ...direct, httpsProxy }, idleTimeoutMs: 200 }).then(
    () => expect.fail('it was fetched'),
    (thrown) => thrown,
  )
  expect(error.message).toContain(sentence)
  expect(`${error.message} ${error.stack} ${error.cause}`).not.toContain('s3cret')
})

it('is aborted while the proxy is silent', async () => {
  const httpsProxy = await proxyThatSays(null)
  const fetching = httpFetch('https://index.example.edu', { settings: { ...direct, httpsProxy }, signal: AbortSignal.timeout(50) })
  await expect(fetching).rejects.toThrow('aborted due to timeout')
})

it('says so when nobody listens, with the proxy where there is one', async () => {
  const settings = { ...direct, httpsProxy: 'http://127.0.0.1:9' }
  await expect(httpFetch('https://index.example.edu', { settings })).rejects.toThrow('The proxy http://127.0.0.1:9 cannot be reached')
  await expect(httpFetch('http://127.0.0.1:9', { settings: direct })).rejects.toThrow('where the network needs one, set HTTPS_PROXY')
})
