import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Username } from '../src/domain/names.ts'
import { waitUntil } from '../src/lib/wait-until.ts'
import { launchBrowser } from '../test/support/browser.ts'
import { fillMany, toStudyName } from '../test/support/fill-many.ts'
import { makeInState, samplePasswords } from './testing/fill-laboratory.ts'
import { openSampleLaboratory, type SampleLaboratory } from './testing/sample-laboratory.ts'
import { signIn } from './testing/visit.ts'

let laboratory: SampleLaboratory
let browser: Browser
let context: BrowserContext
let page: Page

const many = 300

beforeAll(async () => {
  laboratory = await openSampleLaboratory()
  browser = await launchBrowser()
  await laboratory.person({ username: 'ada', name: 'Ada Ahrens', password: samplePasswords.ada, superUser: true })
  await laboratory.person({ username: 'berta', name: 'Berta Blum', password: samplePasswords.berta })
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(60_000)
  page = await signIn(context, laboratory.url, 'ada')
})
afterAll(async () => {
  await browser?.close()
  await laboratory?.close()
})

const list = () => page.getByRole('list', { name: 'List of instances' })
const table = () => page.getByRole('table', { name: 'List of instances' })
const cards = () => list().getByRole('heading')
/** How many instances are there, seen or not. */
const countAll = (): Promise<number> => page.locator('a[href^="/instances/"]').count()
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}
/** Goes on with the Tab key until something of this name has the focus. */
async function tabTo(name: RegExp): Promise<void> {
  await waitUntil(`the focus is on ${name}`, async () => {
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null
      const labels = element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? [...(element.labels ?? [])] : []
      return [element?.getAttribute('aria-label'), ...labels.map((label) => label.textContent), element?.textContent].find(Boolean) ?? ''
    })
    if (name.test(focused)) return true
    await page.keyboard.press('Tab')
    return false
  })
}

describe('by keyboard alone', () => {
  it('an instance is created, whose name is checked while it is typed', async () => {
    await makeInState(laboratory, { name: 'trust', owner: 'berta', state: 'ready-for-deployment' })
    await page.reload() // it was made behind the page's back
    await page.getByRole('heading', { name: 'trust', exact: true }).waitFor()
    await tabTo(/^Create instance$/)
    await press('Enter')
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).and(page.locator(':focus')).waitFor()
    await page.keyboard.type('trust')
    await page.getByText('The name “trust” is taken.').waitFor()
    await tabTo(/^trust-3$/)
    await press('Enter')
    await page.getByText('“trust-3” is free. Its address will be http://trust-3.localhost').waitFor()
    await press('Enter')
    await page.getByRole('heading', { level: 1, name: 'trust-3' }).waitFor()
  })

  it('the dashboard is left and found again as a table, sorted as it was', async () => {
    await page.getByText('Ready for deployment').first().waitFor()
    await tabTo(/^All instances$/)
    await press('Enter')
    await list().waitFor()
    await tabTo(/^Search$/)
    await page.keyboard.type('tru')
    await tabTo(/^Cards$/)
    await press('ArrowRight')
    await table().waitFor()
    await tabTo(/^Created/)
    await press('Enter')
    await table().getByRole('columnheader', { name: 'Created', exact: true }).and(page.locator('[aria-sort="descending"]')).waitFor()
    expect(await table().getByRole('rowheader').getByRole('link').first().textContent()).toBe('trust-3')
    await press('Enter')
    await table().getByRole('columnheader', { name: 'Created', exact: true }).and(page.locator('[aria-sort="ascending"]')).waitFor()
    await tabTo(/^trust$/)
    await press('Enter')
    await page.getByRole('heading', { level: 1, name: 'trust' }).waitFor()
    await page.goto(laboratory.url) // the address says nothing
    await table().waitFor()
    await table().getByRole('columnheader', { name: 'Created', exact: true }).and(page.locator('[aria-sort="ascending"]')).waitFor()
    expect(await page.getByLabel('Search').inputValue()).toBe('') // what was typed is not remembered
  })

  it('what was left out is shown again, and stays so', async () => {
    await page.getByLabel('Search').fill('zebra')
    await page.getByText('No instance fits your search and filters.').waitFor()
    await page.getByRole('button', { name: 'Show all instances' }).first().click()
    await page.reload()
    await table().waitFor()
    expect(await page.getByLabel('Search').inputValue()).toBe('')
    await page.locator('label').filter({ hasText: 'Cards' }).click()
    await list().waitFor()
  })
})

describe('somebody else in the same browser', () => {
  it('has a dashboard of their own', async () => {
    const another = await browser.newContext({ reducedMotion: 'reduce' })
    const berta = await signIn(another, laboratory.url, 'berta')
    await berta.getByRole('list', { name: 'List of instances' }).getByRole('heading', { name: 'trust', exact: true }).waitFor()
    await another.close()
  })

  it('who has none reads whom to ask, and who may create some how to begin', async () => {
    await laboratory.person({ username: 'emil', name: 'Emil Engel', password: samplePasswords.emil })
    const another = await browser.newContext({ reducedMotion: 'reduce' })
    const emil = await signIn(another, laboratory.url, 'emil')
    await emil.getByText('Ask your lab manager to create one for you').waitFor()
    await laboratory.api.open.store.people.update('emil' as Username, { instanceQuota: 2 })
    laboratory.api.deps.events.publish({ topic: 'access', usernames: ['emil'] })
    await emil.getByText('Create the first one with the button above').waitFor()
    await another.close()
  })
})

describe('a long list', () => {
  it('is all there, can be searched by the browser and scrolled to its end', async () => {
    await fillMany(laboratory.api.open.store, many, ['ada', 'berta'])
    await page.reload()
    await list().waitFor()
    await waitUntil('all instances are there', async () => (await countAll()) === many + 2, { timeoutMs: 60_000 })
    expect(await page.evaluate(() => (window as unknown as { find: (text: string) => boolean }).find('study-299'))).toBe(true)
    await list()
      .getByRole('link', { name: toStudyName(many), exact: true })
      .scrollIntoViewIfNeeded()
    await list()
      .getByRole('link', { name: toStudyName(many), exact: true })
      .waitFor()
  })

  it('is drawn anew only where something has changed', async () => {
    await page.evaluate(() => {
      const touched = new Set<string>()
      Object.assign(window, { touched })
      const toName = (node: Node): string =>
        (node instanceof Element ? node : node.parentElement)?.closest('li')?.querySelector('h2')?.textContent ?? ''
      const isTime = (node: Node): boolean => (node instanceof Element ? node : node.parentElement)?.closest('time') != null // it goes on by itself
      const watch = new MutationObserver((changes) => {
        for (const { target } of changes) if (!isTime(target)) touched.add(toName(target))
      })
      const seen = document.querySelector('ul[aria-label="List of instances"]')
      if (seen) watch.observe(seen, { subtree: true, childList: true, characterData: true, attributes: true })
    })
    const { id, owner } = await laboratory.api.open.store.instances.get(toStudyName(7))
    await laboratory.api.open.store.instances.update(id, { state: 'starting' })
    laboratory.api.deps.events.publish({ topic: 'instance', name: toStudyName(7), owner })
    await page
      .getByRole('listitem')
      .filter({ hasText: toStudyName(7) })
      .getByText('Starting')
      .waitFor()
    expect(await page.evaluate(() => [...(window as unknown as { touched: Set<string> }).touched])).toEqual([toStudyName(7)])
  })

  it('shows by sort what needs attention first, and by filter nothing else', async () => {
    await page.getByLabel('Sort by', { exact: true }).selectOption('state')
    await waitUntil('the order is another', async () => (await cards().first().textContent()) === toStudyName(7))
    await page.getByLabel('State', { exact: true }).selectOption('starting')
    await page.getByText(`1 of ${many + 2} instances`).waitFor()
    await expect.poll(() => cards().allTextContents()).toEqual([toStudyName(7)])
  })
})
