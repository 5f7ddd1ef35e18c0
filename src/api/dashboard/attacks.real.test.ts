import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../../test/support/browser.ts'
import { freePort } from '../../../test/support/free-port.ts'
import { openTestApi, type TestApi } from '../../../test/support/test-api.ts'
import { resourcePath } from '../../lib/resources.ts'
import { waitUntil } from '../../lib/wait-until.ts'

const anna = { username: 'anna', name: 'Anna', email: 'anna@example.org', password: 'correct horse battery' }

let api: TestApi
let browser: Browser
let context: BrowserContext
let origin: string
beforeAll(async () => {
  const port = await freePort()
  origin = `http://localhost:${port}`
  api = await openTestApi({ publicUrl: origin })
  await api.app.listen({ host: '127.0.0.1', port })
  await api.accounts.createFirstSuperUser(anna, null)
  browser = await launchBrowser()
  context = await browser.newContext()
  await signIn()
})
afterAll(async () => {
  await browser.close()
  await api.close()
})

/** As the dashboard does it. */
async function signIn(): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${origin}/`)
  const status = await page.evaluate(async ({ username, password }) => {
    const headers = { 'content-type': 'application/json' }
    return (await fetch('/api/v1/sign-in', { method: 'POST', headers, body: JSON.stringify({ username, password }) })).status
  }, anna)
  expect(status).toBe(200)
  await page.close()
}

/** A page of an experiment; at worst, one that shares the dashboard's own origin. */
async function openHostilePage(address: string): Promise<Page> {
  const page = await context.newPage()
  await page.route(address, (route) => route.fulfill({ path: resourcePath('test', 'support', 'hostile-page.html') }))
  await page.goto(address)
  return page
}

it('gives the token to the person who opens the dashboard', async () => {
  const page = await context.newPage()
  await page.goto(`${origin}/`)
  const start = await page.locator('#otm-start').textContent()
  expect(JSON.parse(start ?? '')).toMatchObject({ token: expect.stringMatching(/^otmp~/) })
  await page.close()
})

it.each([
  ['a page of the same origin', () => `${origin}/e/evil/`],
  ['a page of an instance', () => origin.replace('localhost', 'otree1.localhost')],
])('gives nothing to %s, whatever it tries', async (_whose, toAddress) => {
  const page = await openHostilePage(toAddress())
  const found = await page.evaluate<string[]>(`tryEverything(${JSON.stringify(`${origin}/`)})`)
  expect(found).toHaveLength(6)
  expect(found.join('\n')).not.toContain('otmp~')
  await page.close()
})

it('gives nothing to the page that opened its window', async () => {
  const page = await openHostilePage(`${origin}/e/evil/`)
  const opening = context.waitForEvent('page')
  await page.evaluate(`openWindow(${JSON.stringify(`${origin}/`)})`)
  const opened = await opening
  await waitUntil('the dashboard is open', async () => (await opened.locator('#otm-start').count()) === 1)
  const seen = await page.evaluate<string>('readWindow()')
  expect(seen).not.toContain('otmp~')
  expect(await opened.evaluate('window.opener')).toBeNull()
  await page.close()
})

it('does not let another page sign somebody in or call the API', async () => {
  const page = await openHostilePage(origin.replace('localhost', 'otree1.localhost'))
  const post = (path: string, body: object): Promise<string> => page.evaluate<string>(`post('${origin}/${path}', ${JSON.stringify(body)})`)
  const statuses = [
    await post('api/v1/sign-in', { username: 'x', password: 'y' }),
    await post('api/v1/instances', { name: 'x', owner: 'anna' }),
  ]
  expect(statuses).toEqual(['refused', 'refused'])
  expect(await api.open.store.instances.list()).toEqual([])
  await page.close()
})
