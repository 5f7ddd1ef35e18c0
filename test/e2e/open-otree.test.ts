import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { launchBrowser } from '../support/browser.ts'
import { type Laboratory, openLaboratory, passwords } from '../support/laboratory.ts'

/** From the button on the dashboard into oTree's admin pages, in a real browser. */
let laboratory: Laboratory
let browser: Browser
let context: BrowserContext
let dashboard: Page

beforeAll(async () => {
  laboratory = await openLaboratory()
  await laboratory.createInstance('otree1')
  await laboratory.manager.otmJson('deploy', 'otree1', resourcePath('test', 'apps', 'rooms'))
  browser = await launchBrowser()
  context = await browser.newContext()
  dashboard = await context.newPage()
  await dashboard.goto(`${laboratory.manager.url}/sign-in`)
  await dashboard.getByLabel('Username').fill('ada')
  await dashboard.getByLabel('Password', { exact: true }).fill(passwords.ada)
  await dashboard.getByRole('button', { name: 'Sign in' }).click()
  await dashboard.getByRole('heading', { name: 'otree1' }).waitFor()
  await dashboard.goto(`${laboratory.manager.url}/instances/otree1`)
})
afterAll(async () => {
  await browser?.close()
  await laboratory?.close()
})

async function open(): Promise<Page> {
  const opened = context.waitForEvent('page')
  await dashboard.getByRole('button', { name: 'Open oTree' }).click()
  const page = await opened
  await page.waitForURL(`${laboratory.origin('otree1')}/**`)
  return page
}

describe('the button "Open oTree"', () => {
  it('leads to the list of sessions, without a form to sign in', async () => {
    const page = await open()
    expect(page.url()).toBe(`${laboratory.origin('otree1')}/sessions`)
    await page.getByRole('button', { name: 'Create new session' }).waitFor()
    expect(await page.locator('input[type=password]').count()).toBe(0)
  })

  it('opens a window that cannot reach back, and knows nothing of where it came from but the host', async () => {
    const page = await open()
    expect(await page.evaluate('[window.opener, document.referrer, document.cookie]')).toEqual([null, `${laboratory.manager.url}/`, ''])
    expect(page.url()).not.toContain('ticket')
  })

  it('keeps what oTree has in the cookie safe, as oTree itself would', async () => {
    await open()
    const [cookie] = (await context.cookies(laboratory.origin('otree1'))).filter(({ name }) => name.startsWith('otm-i'))
    expect(cookie).toMatchObject({ domain: 'otree1.localhost', path: '/', httpOnly: true, sameSite: 'Lax', secure: false })
  })

  it('is written into the audit log, with who it was', async () => {
    const { items } = await laboratory.manager.otmJson<{ items: { action: string; who: string; thing: string }[] }>('audit')
    expect(items).toContainEqual(expect.objectContaining({ action: 'instance.open', who: 'ada', thing: 'instance:otree1' }))
  })

  it('signs in whoever was signed out by a new password', async () => {
    const page = await open()
    await laboratory.manager.otmJson('instances', 'set-password', 'otree1')
    await page.reload()
    expect(page.url()).toContain('/login')
    expect((await open()).url()).toContain('/sessions')
  })
})
