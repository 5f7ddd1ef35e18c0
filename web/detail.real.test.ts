import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { samplePasswords } from './testing/fill-laboratory.ts'
import { keepSampleCommit } from './testing/sample-commits.ts'
import { toSampleDeployment } from './testing/sample-deployments.ts'
import type { SampleLaboratory } from './testing/sample-laboratory.ts'
import { openVisitor, type Visitor } from './testing/visitor.ts'

// Berta at the page of her instance, by keyboard alone, and with Clara, who helps her; each test goes on where the one before ended.

let visitor: Visitor
let laboratory: SampleLaboratory
let berta: Page
/** What each step of a task waits for. */
let gate: (signal: AbortSignal) => Promise<unknown> = async () => undefined

beforeAll(async () => {
  visitor = await openVisitor('berta', { during: (signal) => gate(signal), isProjectBroken: () => false })
  ;({ laboratory, page: berta } = visitor)
})
afterAll(() => visitor?.close())

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const focused = (page: Page, role: 'tab' | 'button' | 'menuitem', name: string | RegExp) =>
  page.getByRole(role, { name, exact: true }).and(page.locator(':focus'))

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, role: 'tab' | 'button', name: string | RegExp): Promise<void> {
  for (let count = 0; count < 120; count++) {
    if ((await focused(page, role, name).count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to the ${role} ${name}.`)
}

/** A step that waits until it may go on, or is cancelled. */
function hold(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  gate = (signal) =>
    Promise.race([promise, new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))])
  return resolve
}

async function newBrowser(username: string, password: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await berta.context().browser()?.newContext({ reducedMotion: 'reduce' })
  if (!context) throw new Error('There is no browser.')
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  await page.goto(`${laboratory.url}/sign-in`)
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await button(page, 'Sign in').click()
  await page.getByRole('heading', { level: 1, name: 'instances' }).waitFor()
  return { context, page }
}

describe('the log', () => {
  it('says that it cannot be had while the server does not answer, and is tried again', async () => {
    await berta.route('**/api/v1/instances/auction/logs*', (route) => route.abort())
    await berta.goto(`${laboratory.url}/instances/auction?tab=logs`)
    await berta.getByText('The server does not answer. Check your connection, then try again.').waitFor()
    expect(await berta.getByText('No log yet').count()).toBe(0)
    await berta.unroute('**/api/v1/instances/auction/logs*')
    await button(berta, 'Try again').click()
    await berta.getByText('was sent').first().waitFor()
  })
})

describe('by keyboard alone', () => {
  it('each section of the page opens', async () => {
    await berta.goto(`${laboratory.url}/instances/otree1`)
    await berta.getByRole('tab', { name: 'Code', exact: true }).waitFor()
    await tabTo(berta, 'tab', 'Code')
    const tabs = berta.getByRole('tablist').first().getByRole('tab')
    for (let index = 1; index < (await tabs.count()); index++) {
      await berta.keyboard.press('ArrowRight')
      await tabs.nth(index).and(berta.locator('[aria-selected="true"]:focus')).waitFor()
      await berta.getByRole('tabpanel').first().waitFor()
    }
  })

  it('the password is shown, and hidden again', async () => {
    await berta.goto(`${laboratory.url}/instances/otree1?tab=otree`)
    const { id } = await laboratory.api.open.store.instances.get('otree1' as never)
    const { adminPassword } = await laboratory.api.open.store.instances.getSecrets(id)
    await button(berta, 'Show the password').waitFor()
    await tabTo(berta, 'button', 'Show the password')
    await berta.keyboard.press('Enter')
    await berta.getByText(adminPassword).waitFor()
    await tabTo(berta, 'button', 'Hide the password')
    await berta.keyboard.press('Space')
    await button(berta, 'Show the password').waitFor()
    expect(await berta.content()).not.toContain(adminPassword)
  })

  it('the log of a deployment opens in place', async () => {
    await berta.goto(`${laboratory.url}/instances/otree1`)
    await button(berta, 'Show the log').first().waitFor()
    await tabTo(berta, 'button', 'Show the log')
    await berta.keyboard.press('Enter')
    await berta.getByRole('region', { name: 'Log' }).waitFor()
  })

  it('a task is begun and cancelled, and the page says who began it', async () => {
    hold()
    await tabTo(berta, 'button', 'More actions')
    await berta.keyboard.press('Enter')
    await berta.getByRole('menuitem', { name: 'Restart' }).waitFor()
    for (let count = 0; count < 20 && (await focused(berta, 'menuitem', 'Restart').count()) === 0; count++)
      await berta.keyboard.press('ArrowDown')
    await berta.keyboard.press('Enter')
    const dialog = berta.getByRole('dialog')
    await dialog.waitFor()
    await tabTo(berta, 'button', 'Restart')
    await berta.keyboard.press('Enter')
    await berta.getByText(/^Begun by you at /).waitFor()
    await button(berta, 'Cancel this task').waitFor()
    await tabTo(berta, 'button', 'Cancel this task')
    await berta.keyboard.press('Enter')
    await berta.getByText('Restart: cancelled, and undone').waitFor()
    gate = async () => undefined
  })
})

it('the code that runs, when deploying it once more has failed, is deployed again where that is said', async () => {
  const { open, deps } = laboratory.api
  const auction = await open.store.instances.get('auction' as never)
  const commit = await keepSampleCommit(laboratory.api, {
    instance: auction,
    deploymentId: 'dauction1',
    subject: 'Auction',
    state: 'active',
  })
  const facts = { instance: auction, operationId: 'oaaaaaaaaaaab', commit, subject: 'Auction' }
  await open.store.deployments.save(toSampleDeployment({ ...facts, id: 'dauction1', state: 'active', minutes: 9 }))
  await open.store.instances.update(auction.id, { deploymentId: 'dauction1' as never })
  await open.store.deployments.save(
    toSampleDeployment({ ...facts, id: 'dauction2', state: 'failed', minutes: 2, failure: 'The packages could not be fetched.' }),
  )
  deps.events.publish({ topic: 'instance', name: auction.name, owner: auction.owner })
  await berta.goto(`${laboratory.url}/instances/auction`)
  await berta.getByText('The same code could not be deployed again.', { exact: false }).waitFor()
  // where the failure is told, and at the version that runs: not once more for each failure
  await expect.poll(() => button(berta, 'Deploy the same commit again').count()).toBe(2)
  await button(berta, 'Deploy the same commit again').first().click()
  await berta.getByRole('dialog').getByRole('button', { name: 'Deploy', exact: true }).click()
  await berta.getByText('Deployment: this did not work').waitFor() // this one has no files
  const [operation] = await open.store.operations.list({ instanceId: auction.id })
  expect(operation).toMatchObject({ kind: 'deploy-instance', input: { commit } })
})

describe('an earlier version', () => {
  it('is brought back after a question that says what becomes of main', async () => {
    await berta.goto(`${laboratory.url}/instances/otree1`)
    await button(berta, /^Deploy this version again: Trust game, first version/).click()
    const dialog = berta.getByRole('dialog', { name: 'Deploy this version again?' })
    await dialog.getByText('your next git push brings everything that you committed since', { exact: false }).waitFor()
    await dialog.getByRole('button', { name: 'Deploy this version again' }).click()
    await berta.getByRole('region', { name: 'Deployment', exact: true }).waitFor() // once the server has taken it
    const { items } = (await operations()).json()
    expect(items[0]).toMatchObject({ kind: 'deploy-instance', by: 'berta' })
  })

  const operations = async () =>
    laboratory.api.app.inject({
      url: '/api/v1/operations?instance=otree1',
      headers: { authorization: `Bearer ${await laboratory.api.signIn('berta')}` },
    })
})

describe('two people at once', () => {
  it('the second reads who does what, and since when', async () => {
    const goOn = hold()
    const password = 'a lamp in the rain'
    await laboratory.person({ username: 'ida', name: 'Ida Ilg', password, superUser: true })
    const { context, page: ida } = await newBrowser('ida', password)
    await ida.goto(`${laboratory.url}/instances/auction`)
    await button(ida, 'Start').waitFor()
    await ida.route('**/api/v1/live', (route) => route.abort()) // she does not hear of it in time
    await berta.goto(`${laboratory.url}/instances/auction`)
    await button(berta, 'Start').click()
    await berta.getByText(/^Begun by you at /).waitFor()
    const answer = await laboratory.api.app.inject({
      method: 'POST',
      url: '/api/v1/instances/auction/start',
      headers: { authorization: `Bearer ${await laboratory.api.signIn('ida')}` },
    })
    expect(answer.json()).toMatchObject({ code: 'busy', doing: { kind: 'start-instance', by: 'berta' } })
    await ida.getByText(/^Begun by berta at /).waitFor()
    goOn()
    await berta.getByText('Start: done').waitFor()
    await ida.getByText('Start: done').waitFor()
    gate = async () => undefined
    await context.close()
  })
})

describe('whoever leaves before a task has ended', () => {
  it('is told at the next visit, in whichever browser, and once', async () => {
    const goOn = hold()
    await berta.goto(`${laboratory.url}/instances/otree1`)
    await button(berta, 'More actions').click()
    await berta.getByRole('menuitem', { name: 'Restart' }).click()
    await berta.getByRole('dialog').getByRole('button', { name: 'Restart' }).click()
    await berta.getByText(/^Begun by you at /).waitFor()
    const context = berta.context()
    await berta.close()
    const { id } = await laboratory.api.open.store.instances.get('otree1' as never)
    const operation = laboratory.api.operations.current(id)
    goOn()
    if (operation) await laboratory.api.operations.wait(operation.id)
    gate = async () => undefined
    const other = await newBrowser('berta', samplePasswords.berta)
    const news = other.page.getByRole('region', { name: 'News' })
    await expect.poll(() => news.textContent(), { timeout: 20_000 }).toContain('otree1: Restart is done')
    const third = await context.newPage()
    await third.goto(laboratory.url)
    await third.getByRole('link', { name: 'otree1', exact: true }).waitFor()
    await expect.poll(async () => (await laboratory.api.open.store.operations.listUntold('berta' as never, undefined)).length).toBe(0)
    await third.reload()
    await third.getByRole('link', { name: 'otree1', exact: true }).waitFor()
    expect(await third.getByRole('region', { name: 'News' }).getByText('Restart').count()).toBe(0)
    await other.context.close()
  })
})
