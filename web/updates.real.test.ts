import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { waitUntil } from '../src/lib/wait-until.ts'
import { openStore } from '../src/store/open-store.ts'
import { installAnotherEdition } from '../test/support/another-edition.ts'
import { launchBrowser } from '../test/support/browser.ts'
import { toStudyName } from '../test/support/fill-many.ts'
import { fillDataDir } from '../test/support/filled-data-dir.ts'
import { makeDataDir, type RunningManager, removeDataDir, startManager } from '../test/support/running-manager.ts'
import { writeSampleMetrics } from './testing/sample-metrics.ts'
import { signIn } from './testing/visit.ts'

const study = toStudyName(1)
const typed = 'Ada, half way thr'

let dataDir: string
let manager: RunningManager
let browser: Browser
let context: BrowserContext
/** Windows of the same person, both from before the update. */
let page: Page
let other: Page
/** And one of hers in which something is saved after it. */
let saver: Page

beforeAll(async () => {
  dataDir = await makeDataDir()
  await fillDataDir(dataDir, { instances: 3 })
  await inStore(async ({ instances }) => writeSampleMetrics(dataDir, (await instances.get(study)).siteId))
  manager = await startManager({ dataDir })
  browser = await launchBrowser()
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(60_000)
  page = await signIn(context, manager.url, 'ada')
})
afterAll(async () => {
  await browser?.close()
  await manager?.stop()
  await removeDataDir(dataDir)
})

async function inStore<T>(work: (store: Awaited<ReturnType<typeof openStore>>['store']) => Promise<T>): Promise<T> {
  const open = await openStore({ dataDir })
  return work(open.store).finally(() => open.database.destroy())
}

/** The same ports, the same data. */
const startAgain = async (root?: string): Promise<void> => {
  const { httpPort, sshPort } = manager
  manager = await startManager({ dataDir, httpPort, sshPort, ...(root === undefined ? {} : { root }) })
}
const navigate = (to: Page, name: string) => to.getByRole('navigation').getByRole('link', { name }).click()
const heading = (of: Page, name: string) => of.getByRole('heading', { level: 1, name, exact: true })
const reload = (of: Page) => of.getByRole('main').getByRole('button', { name: 'Load the page again' })
const isFromNext = (of: Page): Promise<boolean> => of.evaluate(() => [...document.scripts].some(({ src }) => src.includes('-next.js')))
const mark = (of: Page): Promise<void> => of.evaluate(() => void Object.assign(window, { wasHere: true }))
const isSame = (of: Page): Promise<boolean> => of.evaluate(() => 'wasHere' in window)

describe('a manager that is killed', () => {
  it('is missed; what was not loaded before says so, and is there by itself when the manager is back, with all that changed meanwhile', async () => {
    await mark(page)
    await page.getByRole('listitem').filter({ hasText: study }).waitFor()
    await manager.kill()
    await page.getByText('No connection to the server since').waitFor()
    await navigate(page, 'People')
    await page.getByRole('main').getByText('The server does not answer.').waitFor()
    await inStore(async ({ instances }) => instances.update((await instances.get(study)).id, { labels: ['written meanwhile'] }))
    await startAgain()
    await page.getByText('Connected again. Everything shown is up to date.').waitFor()
    await heading(page, 'People').waitFor()
    await navigate(page, 'Instances')
    await page.getByRole('listitem').filter({ hasText: study }).getByText('written meanwhile').waitFor()
    expect(await isSame(page)).toBe(true)
  })
})

describe('windows from before an update', () => {
  beforeAll(async () => {
    other = await context.newPage()
    await other.goto(`${manager.url}/instances/${study}`)
    await heading(other, study).waitFor()
    saver = await context.newPage()
    await saver.goto(`${manager.url}/account`)
    await page.goto(`${manager.url}/account`)
    await page.getByRole('main').getByLabel('Name', { exact: true }).fill(typed)
    const root = await installAnotherEdition(join(dataDir, '..', 'next'))
    await manager.leave()
    await startAgain(root)
  })

  it('say so, and do not throw away what is typed without asking', async () => {
    const banner = page.getByRole('banner')
    await banner.getByText('oTree Manager has been updated.').waitFor()
    await banner.getByRole('button', { name: 'Load the page again' }).click()
    await page.getByRole('dialog', { name: 'Load the page again?' }).getByRole('button', { name: 'Not yet' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.getByRole('main').getByLabel('Name', { exact: true }).inputValue()).toBe(typed)
  })

  it('do not ask when what is typed has been saved', async () => {
    const main = saver.getByRole('main')
    await main.getByLabel('Name', { exact: true }).fill(typed)
    await main.getByRole('button', { name: 'Save', exact: true }).click()
    await main.getByText('Saved.').waitFor()
    await saver.getByRole('banner').getByRole('button', { name: 'Load the page again' }).click()
    await waitUntil('the page is the new one', () => isFromNext(saver).catch(() => false))
  })

  it('tell of a page whose file is gone, and come to it with a button', async () => {
    await navigate(page, 'Health')
    await heading(page, 'oTree Manager has been updated').waitFor()
    await page.getByRole('main').getByText('Load the page again to go on.').waitFor()
    await reload(page).click()
    await heading(page, 'Health').waitFor()
    expect(await isFromNext(page)).toBe(true)
  })

  it('tell of a part whose file is gone in its place, and leave the rest of the page alone', async () => {
    await other.getByRole('tab', { name: 'Activity' }).click()
    const alert = other.getByRole('tabpanel').getByRole('alert')
    await alert.getByText('oTree Manager has been updated').waitFor()
    await heading(other, study).waitFor()
    await alert.getByRole('button', { name: 'Load the page again' }).click()
    await waitUntil('the page is the new one', () => isFromNext(other).catch(() => false))
    await other.getByRole('tabpanel').getByRole('img').first().waitFor()
  })
})

it('is not blank when what a page begins with does not come', async () => {
  const begun = await context.newPage()
  await begun.route(/\/assets\/start-app-/, (route) => route.abort())
  await begun.goto(manager.url)
  await begun.getByText('oTree Manager could not be loaded.').waitFor()
  await begun.unrouteAll()
  await begun.getByRole('button', { name: 'Load the page again' }).click()
  await heading(begun, 'Instances').waitFor()
})
