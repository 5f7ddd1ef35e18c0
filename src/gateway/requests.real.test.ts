import { createHash, randomBytes } from 'node:crypto'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { waitUntil } from '../lib/wait-until.ts'
import { ask, open, startTestGateway, startTestUpstream, type TestGateway, type TestUpstream } from './test-gateway.ts'
import { aRoute, aTable } from './test-routes.ts'

let upstream: TestUpstream
let gateway: TestGateway
let answer: Parameters<typeof startTestUpstream>[0]

beforeEach(async () => {
  answer = (request, response) => response.end(JSON.stringify({ url: request.url, headers: request.headers }))
  upstream = await startTestUpstream((request, response) => answer(request, response))
  const one = aRoute('one', { upstream: upstream.endpoint })
  const two = aRoute('two', {
    upstream: upstream.endpoint,
    tellAddresses: true,
    origin: 'https://two.example.edu',
    hosts: ['two.example.edu'],
  })
  gateway = await startTestGateway(aTable([one, two]))
})
afterEach(async () => {
  await gateway.stop()
  upstream.stop()
})

describe('what the upstream is told', () => {
  const told = async (headers: Record<string, string>, host = 'one.localhost', from = '127.0.0.1'): Promise<Record<string, string>> => {
    const { body } = await ask(gateway.port, { host, headers, from })
    return (JSON.parse(body) as { headers: Record<string, string> }).headers
  }

  it('is the address that the browser sees, and nothing that a visitor claims of addresses', async () => {
    const headers = await told({
      'X-Forwarded-For': '1.2.3.4',
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Host': 'evil',
      Forwarded: 'for=1.2.3.4',
      'X-Real-IP': '1.2.3.4',
    })
    expect(headers).toMatchObject({
      host: 'one.localhost',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'one.localhost:8000',
      'x-forwarded-port': '8000',
    })
    expect(JSON.stringify(headers)).not.toContain('1.2.3.4')
    expect(headers).not.toHaveProperty('x-forwarded-for')
  })

  it('is the visitor’s address only where the instance asks for it', async () => {
    expect(await told({}, 'two.example.edu')).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '443',
    })
  })

  it('is the visitor’s address as a trusted web server in front knows it, and nobody else', async () => {
    const table = gateway.traffic.table ?? aTable([])
    gateway.traffic.setTable({ ...table, trustedProxies: ['127.0.0.50', '10.1.0.0/16'] })
    const forwarded = { 'X-Forwarded-For': '198.51.100.1, 203.0.113.9, 10.1.0.7' }
    const from = async (address: string, host?: string) => (await told(forwarded, host, address))['x-forwarded-for']
    expect(await from('127.0.0.50', 'two.example.edu')).toBe('203.0.113.9')
    expect(await from('127.0.0.51', 'two.example.edu')).toBe('127.0.0.51')
    expect(await from('127.0.0.50', 'one.localhost')).toBeUndefined()
    gateway.traffic.setTable(table)
    expect(await from('127.0.0.50', 'two.example.edu')).toBe('127.0.0.50')
  })

  it('is nothing that concerns the connection to the browser only', async () => {
    const headers = await told({
      Connection: 'keep-alive, x-hop',
      'X-Hop': '1',
      'Keep-Alive': 'timeout=5',
      TE: 'trailers',
      Upgrade: 'h2c',
      'otree-rest-key': 'k',
    })
    expect(headers).toMatchObject({ 'otree-rest-key': 'k' })
    for (const name of ['x-hop', 'te', 'upgrade']) expect(headers).not.toHaveProperty(name)
  })

  it('is only this instance’s cookie', async () => {
    expect((await told({ Cookie: 'otm-itwo=a.b.c; otm-ione=d.e.f; session=x; own=1' })).cookie).toBe('own=1; session=d.e.f')
  })
})

describe('what the browser gets', () => {
  it('is the answer as it is, without what belongs to the connection or beyond the instance', async () => {
    answer = (_, response) => {
      response.writeHead(418, 'Teapot', [
        ...['Set-Cookie', 'session=a.b.c; path=/; httponly', 'Set-Cookie', 'otm-itwo=x.y.z', 'Set-Cookie', 'own=1; Domain=localhost'],
        ...['Keep-Alive', 'timeout=99', 'Clear-Site-Data', '"*"', 'Strict-Transport-Security', 'max-age=1', 'NEL', '{}', 'X-Own', 'yes'],
      ])
      response.end('short and stout')
    }
    const { status, headers, body } = await ask(gateway.port, {})
    expect({ status, body }).toEqual({ status: 418, body: 'short and stout' })
    expect(headers['set-cookie']).toEqual(['otm-ione=a.b.c; path=/; httponly', 'own=1'])
    expect(headers).toMatchObject({ 'x-own': 'yes' })
    for (const name of ['clear-site-data', 'strict-transport-security', 'nel']) expect(headers).not.toHaveProperty(name)
  })

  it.each([
    ['HEAD', 200],
    ['GET', 304],
    ['GET', 204],
  ])('has no body after %s with %d', async (method, status) => {
    answer = (_, response) => response.writeHead(status, { ETag: '"x"' }).end()
    expect(await ask(gateway.port, { method })).toMatchObject({ status, body: '', headers: { etag: '"x"' } })
  })
})

describe('streaming', () => {
  it('an answer comes piece by piece, as it is made', async () => {
    let more: () => void = () => {}
    answer = (_, response) => {
      response.write('first')
      more = () => response.end('second')
    }
    const response = await open(gateway.port, {})
    const parts: string[] = []
    response.on('data', (part: Buffer) => parts.push(part.toString()))
    await waitUntil('the first piece', () => parts.length === 1)
    more()
    await waitUntil('the second piece', () => parts.join('') === 'firstsecond')
  })

  it('an upload goes through byte by byte, whether its length is known or not', async () => {
    answer = async (incoming, response) => {
      const body = await buffer(incoming)
      response.end(JSON.stringify({ length: body.length, hash: hash(body), coding: incoming.headers['transfer-encoding'] ?? 'length' }))
    }
    const body = randomBytes(3_000_000)
    for (const headers of [{ 'Content-Length': String(body.length) }, { 'Transfer-Encoding': 'chunked' }]) {
      const { body: text } = await new Promise<{ body: string }>((resolve, reject) => {
        const posting = request({ port: gateway.port, method: 'POST', headers: { Host: 'one.localhost', ...headers } })
        posting.on('error', reject).on('response', async (response) => resolve({ body: (await buffer(response)).toString() }))
        posting.end(body)
      })
      expect(JSON.parse(text)).toEqual({
        length: body.length,
        hash: hash(body),
        coding: 'Content-Length' in headers ? 'length' : 'chunked',
      })
    }
  })

  it('a browser that does not read stops the upstream from sending', async () => {
    let sent = 0
    answer = (_, response) => {
      const block = Buffer.alloc(65_536)
      const fill = (): void => {
        while (sent < 100_000_000 && response.write(block)) sent += block.length
      }
      response.on('drain', fill).on('error', () => {})
      fill()
    }
    const response = await open(gateway.port, {})
    let before = -1
    await waitUntil('nothing more is sent', async () => {
      const stands = before === sent
      before = sent
      await sleep(100)
      return stands
    })
    expect(sent).toBeLessThan(30_000_000)
    response.destroy()
  })

  it('an upload stops when the upstream does not read', async () => {
    answer = () => {}
    const posting = request({ port: gateway.port, method: 'POST', headers: { Host: 'one.localhost', 'Transfer-Encoding': 'chunked' } })
    posting.on('error', () => {})
    let taken = 0
    const block = Buffer.alloc(65_536)
    const fill = (): void => {
      while (taken < 100_000_000 && posting.write(block)) taken += block.length
    }
    posting.on('drain', fill)
    fill()
    let before = -1
    await waitUntil('nothing more is taken', async () => {
      const stands = before === taken
      before = taken
      await sleep(100)
      return stands
    })
    expect(taken).toBeLessThan(30_000_000)
    posting.destroy()
  })

  it('an answer may come before anything of a long upload has come', async () => {
    answer = (_, response) => response.writeHead(413).end('too large')
    const { promise, resolve } = Promise.withResolvers<IncomingMessage>()
    const headers = { Host: 'one.localhost', 'Content-Length': '2000000000' }
    const posting = request({ port: gateway.port, method: 'POST', headers }).on('error', () => undefined)
    posting.on('response', resolve).flushHeaders()
    expect((await promise).statusCode).toBe(413)
    posting.destroy()
  })

  it('an answer may come before the upload is over; the connection then serves the next request', async () => {
    answer = (incoming, response) => (incoming.method === 'POST' ? response.writeHead(413).end('too large') : response.end('next'))
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const body = 'x'.repeat(5_000_000)
    expect(await ask(gateway.port, { method: 'POST', body, agent })).toMatchObject({ status: 413, body: 'too large' })
    expect(await ask(gateway.port, { agent })).toMatchObject({ status: 200, body: 'next' })
    agent.destroy()
  })

  it('a browser that reads slowly does not slow down the next one on the same connection to the upstream', async () => {
    answer = (_, response) => response.end(Buffer.alloc(2_000_000, 1))
    const slow = await open(gateway.port, {})
    await sleep(100)
    for (let n = 0; n < 3; n++) expect((await ask(gateway.port, {})).body.length).toBe(2_000_000)
    expect((await buffer(slow)).length).toBe(2_000_000)
    for (let n = 0; n < 3; n++) expect((await ask(gateway.port, {})).body.length).toBe(2_000_000)
  })

  it('an old browser (HTTP/1.0) gets an answer of unknown length without chunks', async () => {
    answer = (_, response) => {
      response.write('one ')
      response.end('two')
    }
    const socket = connect(gateway.port, '127.0.0.1', () => socket.write('GET / HTTP/1.0\r\nHost: one.localhost\r\n\r\n'))
    expect((await buffer(socket)).toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\none two$/)
  })

  it('an answer that breaks off is seen to break off', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' })
      response.write('begin')
      setTimeout(() => response.destroy(), 20)
    }
    const response = await open(gateway.port, {})
    await expect(buffer(response)).rejects.toThrow('aborted')
  })
})

describe('connections to the upstream', () => {
  it('are kept for pages, and closed before the upstream would', async () => {
    let connections = 0
    upstream.server.on('connection', () => connections++)
    for (let n = 0; n < 5; n++) await ask(gateway.port, {})
    expect(connections).toBe(1)
    await waitUntil(
      'the idle connection is closed',
      () => new Promise<boolean>((resolve) => upstream.server.getConnections((_, count) => resolve(count === 0))),
    )
  })

  it('are fresh for what must not be sent twice', async () => {
    let connections = 0
    upstream.server.on('connection', () => connections++)
    for (let n = 0; n < 3; n++) await ask(gateway.port, { method: 'POST', body: 'x=1' })
    expect(connections).toBe(3)
  })

  it('that turn out to be closed cost a page nothing', async () => {
    answer = (incoming, response) => {
      response.end('fine')
      if (incoming.url === '/last') incoming.socket.destroySoon()
    }
    for (let n = 0; n < 10; n++) {
      expect(await ask(gateway.port, { path: '/last' })).toMatchObject({ body: 'fine' })
      expect(await ask(gateway.port, { path: '/next' })).toMatchObject({ body: 'fine' })
    }
  })

  it('an upstream that hangs up without an answer gives a page, once', async () => {
    let asked = 0
    answer = (incoming) => {
      asked++
      incoming.socket.destroy()
    }
    expect(await ask(gateway.port, { method: 'POST', body: 'x=1' })).toMatchObject({ status: 502 })
    expect(asked).toBe(1)
  })

  it.each(['HTTP/1.1 200 O\u0001K\r\n\r\n', 'HTTP/1.1 200 OK\r\nX: \u0000\r\n\r\n', 'HTTP/1.1 200 OK\r\n\u00e9: x\r\n\r\n'])(
    'an upstream that answers what no browser may get (%j) gives a page',
    async (head) => {
      answer = (incoming) => void incoming.socket.end(head, 'latin1')
      expect(await ask(gateway.port, {})).toMatchObject({ status: 502, body: expect.stringContaining('did not arrive') })
    },
  )

  it('a browser that hangs up frees the upstream', async () => {
    let isClosed = false
    answer = (incoming) => void incoming.socket.once('close', () => (isClosed = true))
    const asking = request({ port: gateway.port, headers: { Host: 'one.localhost' } })
    asking.on('error', () => {}).end()
    await waitUntil('the request arrived', () => gateway.traffic.activity()[0]?.requests === 1)
    await sleep(50)
    asking.destroy()
    await waitUntil('the upstream is free', () => isClosed)
  })
})

describe('requests that two servers could understand differently', () => {
  const raw = (text: string): Promise<string> =>
    new Promise((resolve) => {
      let received = ''
      const socket = connect(gateway.port, '127.0.0.1', () => socket.write(text))
      socket
        .on('data', (chunk) => {
          received += chunk
          if (received.includes('\r\n\r\n')) socket.destroy()
        })
        .on('close', () => resolve(received))
        .on('error', () => resolve(received))
      socket.setTimeout(30_000, () => socket.destroy())
    })
  const post = (headers: string, body = ''): Promise<string> => raw(`POST / HTTP/1.1\r\nHost: one.localhost\r\n${headers}\r\n\r\n${body}`)

  it.each([
    ['both lengths', 'Content-Length: 5\r\nTransfer-Encoding: chunked', '0\r\n\r\n'],
    ['two different lengths', 'Content-Length: 5\r\nContent-Length: 6', 'hello!'],
    ['a coding in front of chunked', 'Transfer-Encoding: gzip, chunked', '0\r\n\r\n'],
    ['an odd spelling of chunked', 'Transfer-Encoding: xchunked', '0\r\n\r\n'],
    ['a blank before the colon', 'Content-Length : 5', 'hello'],
    ['a second host', 'Host: two.example.edu\r\nContent-Length: 0', ''],
  ])('are refused: %s', async (_, headers, body) => expect(await post(headers, body)).toMatch(/^HTTP\/1\.1 400 /))

  it.each([
    'GET http://two.example.edu/ HTTP/1.1\r\nHost: one.localhost',
    'OPTIONS * HTTP/1.1\r\nHost: one.localhost',
    'TRACE / HTTP/1.1\r\nHost: one.localhost',
    'GET / HTTP/1.1',
  ])('are refused: %s', async (head) => expect(await raw(`${head}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /))
})

describe('slow browsers', () => {
  it('that stop in the middle of a body are cut; those that wait for a slow page are not', async () => {
    await gateway.stop()
    gateway = await startTestGateway(aTable([aRoute('one', { upstream: upstream.endpoint })]), { stallMs: 1_000, headersMs: 1_000 })
    answer = (incoming, response) => {
      incoming.resume()
      if (incoming.method === 'GET') setTimeout(() => response.end('at last'), 3_000)
    }
    const started = connect(gateway.port, '127.0.0.1', () =>
      started.write('POST / HTTP/1.1\r\nHost: one.localhost\r\nContent-Length: 100\r\n\r\nonly this'),
    )
    const halfHead = connect(gateway.port, '127.0.0.1', () => halfHead.write('GET / HTTP/1.1\r\nHost: one.loc'))
    const isCut = (socket: ReturnType<typeof connect>): Promise<boolean> =>
      new Promise((resolve) =>
        socket
          .resume()
          .on('error', () => {})
          .on('close', () => resolve(true)),
      )
    const [page, ...cut] = await Promise.all([ask(gateway.port, {}), isCut(started), isCut(halfHead)])
    expect(page.body).toBe('at last')
    expect(cut).toEqual([true, true])
  })

  it('that do not take an answer are cut; those that wait for its next piece are not', async () => {
    await gateway.stop()
    gateway = await startTestGateway(aTable([aRoute('one', { upstream: upstream.endpoint })]), { stallMs: 1_000 })
    let isCut = false
    answer = (incoming, response) => {
      if (incoming.url === '/large') {
        response.once('close', () => {
          isCut = !response.writableFinished
        })
        response.end(Buffer.alloc(50_000_000))
      } else {
        response.write('building … ')
        setTimeout(() => response.end('done'), 3_000)
      }
    }
    const [large, slow] = await Promise.all([open(gateway.port, { path: '/large' }), ask(gateway.port, { path: '/slow' })])
    expect(slow.body).toBe('building … done')
    await waitUntil('the one that does not read is cut', () => isCut)
    large.on('error', () => undefined).destroy()
  })

  it.each([
    ['send the start of a form', 'POST / HTTP/1.1\r\nHost: one.localhost\r\nContent-Length: 100\r\n\r\na='],
    ['send the start of a file', 'POST / HTTP/1.1\r\nHost: one.localhost\r\nContent-Length: 90000\r\n\r\nx'],
    [
      'send the start of they do not say what',
      `POST / HTTP/1.1\r\nHost: one.localhost\r\nTransfer-Encoding: chunked\r\n\r\n11170\r\n${'x'.repeat(70_000)}\r\n`,
    ],
  ])('take no place from others, though there are hundreds that %s', async (_, request) => {
    answer = (incoming, response) => incoming.resume().on('end', () => response.end('here you are'))
    const crowd = Array.from({ length: 280 }, () => connect(gateway.port, '127.0.0.1'))
    for (const socket of crowd) socket.on('error', () => undefined).write(request)
    await waitUntil('all of the crowd are at the gateway', () => gateway.traffic.open.size >= 256)
    await expect(ask(gateway.port, {})).resolves.toMatchObject({ body: 'here you are' })
    await expect(ask(gateway.port, { method: 'POST', body: 'a=b' })).resolves.toMatchObject({ body: 'here you are' })
    for (const socket of crowd) socket.destroy()
  })

  it('that send endless headers are refused', async () => {
    const { status } = await ask(gateway.port, { headers: { Cookie: 'x'.repeat(40_000) } })
    expect(status).toBe(431)
  })
})

describe('addresses that lead to no instance', () => {
  it('get the page unknown', async () => {
    const { status, body } = await ask(gateway.port, { host: 'three.localhost' })
    expect(status).toBe(404)
    expect(body).toContain('no study at this address')
  })

  it('get it in the language that the browser asks for, beside those who read another one', async () => {
    const pageFor = (language: string) =>
      ask(gateway.port, { host: 'three.localhost', headers: { Accept: 'text/html', 'Accept-Language': language } })
    const [german, english] = await Promise.all([pageFor('de-DE,de;q=0.9,en;q=0.8'), pageFor('en-US,en;q=0.9,de;q=0.8')])
    expect(german.status).toBe(404)
    expect(german.headers.vary).toBe('Accept, Accept-Language')
    expect(german.body).toContain('<html lang="de">')
    expect(german.body).toContain('Unter dieser Adresse gibt es keine Studie')
    expect(german.body).toContain('prüfen')
    expect(english.body).toContain('<html lang="en">')
    expect(english.body).toContain('There is no study at this address')
  })

  it('get a page while the manager is away, and problem+json for the API', async () => {
    const page = await ask(gateway.port, { host: 'localhost', headers: { Accept: 'text/html' } })
    expect(page.status).toBe(503)
    expect(page.body).toContain('dashboard is not running')
    const problem = await ask(gateway.port, { host: 'localhost', path: '/api/v1/instances' })
    expect(problem.headers['content-type']).toBe('application/problem+json')
    expect(JSON.parse(problem.body)).toMatchObject({ status: 503 })
  })

  it('reach the manager when it is there, with the caller’s address and all cookies', async () => {
    const manager = await startTestUpstream((incoming: IncomingMessage, response) => response.end(JSON.stringify(incoming.headers)))
    manager.server.close()
    const socketPath = `${gateway.directory}/manager.sock`
    await new Promise<void>((resolve) => manager.server.listen(socketPath, resolve))
    gateway.traffic.setTable(aTable([], socketPath))
    const { body } = await ask(gateway.port, { host: 'localhost', headers: { Cookie: 'better-auth.session_token=1' } })
    expect(JSON.parse(body)).toMatchObject({
      cookie: 'better-auth.session_token=1',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'localhost:8000',
    })
    manager.stop()
  })

  it('before the first table everything is a moment away', async () => {
    const empty = await startTestGateway(null)
    expect((await ask(empty.port, {})).status).toBe(503)
    await empty.stop()
  })
})

describe('an address at which an instance was until lately', () => {
  const renamed = () => aRoute('two', { upstream: upstream.endpoint, formerHosts: ['one.localhost', 'older.localhost'] })
  beforeEach(() => gateway.traffic.setTable(aTable([renamed(), aRoute('other')])))
  const visit = (host: string, headers: Record<string, string> = {}, method = 'GET') =>
    ask(gateway.port, { host, path: '/p/abc/x?y=1', method, headers })

  it('leads whoever opens a page to the new one, and is not remembered', async () => {
    for (const method of ['GET', 'HEAD'])
      for (const host of ['one.localhost', 'older.localhost', 'ONE.localhost:8000']) {
        const { status, headers } = await visit(host, { Accept: 'text/html' }, method)
        expect([status, headers.location, headers['cache-control']]).toEqual([308, 'http://two.localhost:8000/p/abc/x?y=1', 'no-store'])
      }
  })

  it('still takes what pages send that are open there, and gives what they fetch', async () => {
    const posted = await visit('one.localhost', { Origin: 'http://one.localhost:8000' }, 'POST')
    expect([posted.status, JSON.parse(posted.body).headers.host]).toEqual([200, 'one.localhost'])
    expect((await visit('one.localhost', { Accept: '*/*', Referer: 'http://one.localhost:8000/p/abc/x' })).status).toBe(200)
    expect((await visit('one.localhost', { Accept: '*/*', 'Sec-Fetch-Mode': 'cors' })).status).toBe(200)
    expect((await visit('one.localhost', { Accept: 'text/html', 'Sec-Fetch-Mode': 'navigate' })).status).toBe(308)
  })

  it('takes nothing that strangers’ pages send', async () => {
    expect((await visit('one.localhost', { Origin: 'http://other.localhost:8000' }, 'POST')).status).toBe(403)
  })

  it('is that of the instance which is there, once there is one', async () => {
    gateway.traffic.setTable(aTable([renamed(), aRoute('one', { upstream: upstream.endpoint })]))
    expect((await visit('one.localhost', { Accept: 'text/html' })).status).toBe(200)
  })
})

it('a keep-alive connection carries many requests of one browser to several addresses', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (const host of ['one.localhost', 'two.example.edu', 'one.localhost', 'nobody.localhost']) {
    const { status, body } = await ask(gateway.port, { host, agent })
    expect(status).toBe(host === 'nobody.localhost' ? 404 : 200)
    if (status === 200) expect(JSON.parse(body)).toMatchObject({ headers: { host } })
  }
  agent.destroy()
})

const hash = (body: Buffer): string => createHash('sha256').update(body).digest('hex')
