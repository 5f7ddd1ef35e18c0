import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signIn } from './testing/visit.ts'
import { openVisitor, type Visitor } from './testing/visitor.ts'

let visitor: Visitor
let ada: Page
let berta: Page
beforeAll(async () => {
  visitor = await openVisitor('ada')
  ada = visitor.page
  const context = await ada.context().browser()?.newContext({ reducedMotion: 'reduce' })
  if (!context) throw new Error('The browser is gone.')
  context.setDefaultTimeout(60_000)
  berta = await signIn(context, visitor.laboratory.url, 'berta')
})
afterAll(() => visitor.close())

/** Other tests may keep the machine busy. */
const patient = { timeout: 15_000 }
const open = (page: Page, path: string) => page.goto(visitor.laboratory.url + path)
const rows = () => ada.getByRole('row').filter({ has: ada.getByRole('cell') })
const search = () => Object.fromEntries(new URL(ada.url()).searchParams)

describe('a super-user whose list of instances is open', () => {
  it('has looked into none of them when a card changes', async () => {
    await open(ada, '/')
    await ada.getByRole('link', { name: 'auction', exact: true }).first().waitFor()
    const { open: opened, deps } = visitor.laboratory.api
    const { id, name, owner } = await opened.store.instances.get('auction' as never)
    await opened.store.instances.update(id, { labels: ['Changed just now'] })
    deps.events.publish({ topic: 'instance', name, owner })
    await ada.getByText('Changed just now').locator('visible=true').waitFor()
    const { items } = await opened.store.audit.page(null, 100, {})
    expect(items.filter(({ who, action }) => who === 'ada' && action.startsWith('instance.'))).toEqual([])
  })
})

describe('an owner reads about an instance', () => {
  it('what was done to it, and that a super-user looked into it, newest first', async () => {
    await open(berta, '/instances/otree1?tab=otree')
    await berta.getByRole('button', { name: 'Show the password' }).click()
    await berta.getByRole('button', { name: 'Hide the password' }).waitFor()
    await open(ada, '/instances/otree1')
    await ada.getByRole('tab', { name: 'Code' }).waitFor()
    await berta.getByRole('tab', { name: 'History' }).click()
    await berta.getByText('Who did what', { exact: true }).click()
    const entries = berta.getByRole('tabpanel').getByRole('listitem')
    await entries.first().getByText('Looked into the instance').waitFor()
    await entries.first().getByText('by ada, just now').waitFor()
    await entries.first().getByText('Look by a super-user').waitFor()
    await entries.nth(1).getByText('Looked at the password').waitFor()
    await entries.nth(1).getByText('by you, just now').waitFor()
  })
})

describe('the audit log', () => {
  it('is filtered by who, what, result and days, which stands in the address', async () => {
    await open(ada, '/audit')
    await ada.getByLabel('Who').selectOption('berta')
    await ada.getByLabel('What').selectOption('Looked at the password')
    await ada.getByLabel('Result').selectOption('Allowed')
    await expect.poll(() => rows().count(), patient).toBe(1)
    await rows().getByRole('link', { name: 'instance otree1' }).waitFor()
    expect(search()).toEqual({ who: 'berta', action: 'instance.secrets', result: 'allowed' })
    await ada.reload()
    await expect.poll(() => rows().count(), patient).toBe(1)
    await ada.getByLabel('To', { exact: true }).fill('2020-01-01')
    await ada.getByText('No entry fits what you search for.').waitFor()
    await ada.getByRole('button', { name: 'Show everything' }).click()
    await expect.poll(() => rows().count(), patient).toBeGreaterThan(2)
    expect(search()).toEqual({})
  })

  it('is searched for a thing while one types', async () => {
    await ada.getByLabel('Search').fill('otree1')
    await expect.poll(search, patient).toEqual({ text: 'otree1' })
    await expect.poll(async () => (await rows().allTextContents()).every((text) => text.includes('otree1')), patient).toBe(true)
    expect(await rows().count()).toBeGreaterThan(0)
  })

  it('is downloaded as it is filtered', async () => {
    const [download] = await Promise.all([ada.waitForEvent('download'), ada.getByRole('button', { name: 'Download as CSV' }).click()])
    expect(download.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/)
    const [head, ...lines] = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/)
    expect(head).toContain('who')
    expect(lines).toHaveLength(await rows().count())
    expect(lines.every((line) => line.includes('otree1'))).toBe(true)
  })

  it('gives older entries on demand', async () => {
    const { audit } = visitor.laboratory.api.open.store
    const entry = { who: 'old', action: 'sign-out', thing: 'none', by: 'browser', from: null, result: 'allowed', detail: null } as const
    for (let index = 0; index < 101; index++) await audit.add({ ...entry, detail: `row ${index}` })
    await open(ada, '/audit?who=old')
    await expect.poll(() => rows().count(), patient).toBe(100)
    await ada.getByRole('button', { name: 'Show older entries' }).click()
    await ada.getByText('row 0', { exact: true }).waitFor()
    expect(await rows().count()).toBe(101)
    expect(await ada.getByRole('button', { name: 'Show older entries' }).count()).toBe(0)
  })
})
