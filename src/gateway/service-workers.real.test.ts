import { connect, createServer } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../test/support/browser.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { ask, listen, startTestGateway, startTestUpstream, type TestGateway, type TestUpstream } from './test-gateway.ts'
import { aRoute, aTable } from './test-routes.ts'

let browser: Browser
let page: Page
let project: TestUpstream
let gateway: TestGateway
let asked: string[]

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

beforeEach(async () => {
  asked = []
  project = await startTestUpstream(({ url = '' }, response) => {
    asked.push(url)
    const isScript = url === '/worker.js'
    response.writeHead(200, ['Content-Type', isScript ? 'text/javascript' : 'text/html', 'Service-Worker-Allowed', '/'])
    response.end(isScript ? worker : '<h1>Project</h1>')
  })
  gateway = await startTestGateway(aTable([aRoute('one', { upstream: project.endpoint })]))
  page = await browser.newPage()
})
afterEach(async () => {
  await page.close()
  await gateway.stop()
  project.stop()
})

const worker = `
self.oninstall = () => self.skipWaiting()
self.onactivate = (event) => event.waitUntil(self.clients.claim())
self.onfetch = (event) => event.request.mode === 'navigate' && event.respondWith(
  new Response('<h1>Worker</h1>', { headers: { 'Content-Type': 'text/html' } }))`

const register = `navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready).then(() => true, () => false)`
const countWorkers = `navigator.serviceWorker.getRegistrations().then(({ length }) => length)`

describe('the script of a service worker', () => {
  const headers = { 'Service-Worker': 'script' }

  it('is asked of no instance, and what is left of one is thrown away, also where no instance is', async () => {
    for (const host of ['one.localhost', 'nobody.localhost']) {
      const answer = await ask(gateway.port, { host, path: '/worker.js', headers })
      expect(answer).toMatchObject({ status: 403, headers: { 'clear-site-data': '"cache", "storage"', 'cache-control': 'no-store' } })
      expect(answer.body).toContain('Service workers are not allowed here')
    }
    expect(asked).toEqual([])
  })

  it('is a file like any other for everything else, and gets no larger scope', async () => {
    const answer = await ask(gateway.port, { path: '/worker.js' })
    expect(answer).toMatchObject({ status: 200, body: worker })
    expect(answer.headers).not.toHaveProperty('service-worker-allowed')
    expect(answer.headers).not.toHaveProperty('clear-site-data')
  })
})

describe('in a browser', () => {
  it('no project registers a worker', async () => {
    await page.goto(`http://one.localhost:${gateway.port}/`)
    expect(await page.evaluate(register)).toBe(false)
    expect(asked).not.toContain('/worker.js')
  })

  it('a worker that is there from before ends by itself, and pages come from the instance again', async () => {
    let port = project.endpoint.port // as if there were no gateway
    const front = createServer((socket) => {
      const other = connect(port, '127.0.0.1')
      socket.pipe(other).pipe(socket)
      for (const [side, opposite] of [
        [socket, other],
        [other, socket],
      ] as const)
        side.on('error', () => opposite.destroy())
    })
    const url = `http://one.localhost:${await listen(front)}/`
    const heading = async (): Promise<string | null> => {
      await page.goto(url)
      return page.textContent('h1')
    }
    await page.goto(url)
    expect(await page.evaluate(register)).toBe(true)
    expect(await heading()).toBe('Worker')
    project.server.closeAllConnections()
    port = gateway.port
    await waitUntil('the page comes from the instance', async () => (await heading()) === 'Project', {
      timeoutMs: 30_000,
      intervalMs: 2_000,
    })
    expect(await page.evaluate(countWorkers)).toBe(0)
    front.close()
  })
})
