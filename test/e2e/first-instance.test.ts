import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { launchBrowser } from '../support/browser.ts'
import { type GitClient, makeGitClient } from '../support/git-client.ts'
import { makeDataDir, type RunningManager, removeDataDir, startManager } from '../support/running-manager.ts'

/** From an empty directory to participants who play to the end, as the people do it: in real browsers, with a real git. */
let manager: RunningManager
let browser: Browser
let ada: Page
let adaSecond: Page
let berta: Page
let client: GitClient
const contexts: BrowserContext[] = []

beforeAll(async () => {
  manager = await startManager({ dataDir: await makeDataDir() })
  browser = await launchBrowser()
  client = await makeGitClient(join(manager.dataDir, '..', 'home'), resourcePath('test', 'apps', 'groups'))
})
afterAll(async () => {
  await browser?.close()
  await manager?.stop()
  if (manager) await removeDataDir(manager.dataDir)
})

/** A window of a person of their own: nothing is shared with the others. */
async function openWindow(): Promise<Page> {
  const context = await browser.newContext()
  context.setDefaultTimeout(120_000)
  contexts.push(context)
  return context.newPage()
}

async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto(`${manager.url}/sign-in`)
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page
    .getByRole('heading', { level: 1 })
    .filter({ hasText: /nstances/ })
    .waitFor()
}

const card = (page: Page, name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })

describe('the lab manager', () => {
  it('becomes the first super-user by the link that the start printed', async () => {
    ada = await openWindow()
    const link = /http\S+\/setup#\S+/.exec(manager.output())?.[0] ?? ''
    await ada.goto(link)
    await ada.getByLabel('Name', { exact: true }).fill('Ada Adler')
    await ada.getByLabel('Username').fill('ada')
    await ada.getByLabel('E-mail').fill('ada@example.edu')
    await ada.getByLabel('Password', { exact: true }).fill('correct horse battery')
    await ada.getByLabel('Password again').fill('correct horse battery')
    await ada.getByRole('button', { name: 'Create the account' }).click()
    await ada.getByText('No instances yet').waitFor()
    expect(ada.url()).not.toContain('#')
  })

  it('cannot use the link twice', async () => {
    const page = await openWindow()
    await page.goto(/http\S+\/setup#\S+/.exec(manager.output())?.[0] ?? '')
    await page.getByText('The first account exists already').waitFor()
  })

  let invitation = ''
  it('creates an experimenter, and gets a link to hand on', async () => {
    await ada.getByRole('link', { name: 'People' }).click()
    await ada.getByRole('button', { name: 'Create person' }).click()
    const dialog = ada.getByRole('dialog')
    await dialog.getByLabel('Name', { exact: true }).fill('Berta Blum')
    await dialog.getByLabel('Username').fill('berta')
    await dialog.getByLabel('E-mail').fill('berta@example.edu')
    await dialog.getByRole('button', { name: 'Create' }).click()
    const shown = ada.getByText(/http\S+\/invitation#\S+/).first()
    await shown.waitFor()
    invitation = /http\S+\/invitation#[\w-]+/.exec((await shown.textContent()) ?? '')?.[0] ?? ''
    expect(invitation).toMatch(/\/invitation#/)
    await ada.getByRole('button', { name: 'Done' }).click()
  })

  it('creates an instance, and every window that shows the list sees it come', async () => {
    adaSecond = await openWindow()
    await signIn(adaSecond, 'ada', 'correct horse battery')
    await ada.getByRole('link', { name: 'Instances' }).click()
    await ada.getByRole('button', { name: 'Create instance' }).first().click()
    const dialog = ada.getByRole('dialog')
    await dialog.getByLabel('Name').fill('otree1')
    await dialog.getByLabel('Owner').selectOption('berta')
    await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    await card(adaSecond, 'otree1').getByText('Ready for deployment').waitFor()
    await ada.goto(manager.url)
    await card(ada, 'otree1').getByText('Ready for deployment').waitFor()
  })

  it('is refused a name that is taken, in words', async () => {
    await ada.getByRole('button', { name: 'Create instance' }).first().click()
    const dialog = ada.getByRole('dialog')
    await dialog.getByLabel('Name').fill('otree1')
    await dialog.getByText('The name “otree1” is taken. Choose another one.').waitFor()
    await ada.keyboard.press('Escape')
  })

  it('hands the invitation to the experimenter, who chooses a password', async () => {
    berta = await openWindow()
    await berta.goto(invitation)
    await berta.getByLabel('Password', { exact: true }).fill('staple paper clip')
    await berta.getByLabel('Password again').fill('staple paper clip')
    await berta.getByRole('button', { name: 'Save and sign in' }).click()
    await card(berta, 'otree1').waitFor()
    expect(await berta.getByRole('link', { name: 'People' }).count()).toBe(0)
  })
})

describe('the experimenter', () => {
  it('pastes a public key', async () => {
    await berta.goto(`${manager.url}/account?tab=keys`)
    await berta.getByRole('button', { name: 'Add key' }).first().click()
    await berta.getByLabel('Public key').fill(client.publicKey)
    const name = berta.getByLabel('Name', { exact: true })
    await name.fill('Laptop')
    await berta.getByRole('dialog').getByRole('button', { name: 'Add key' }).click()
    await berta.getByText('SHA256:').waitFor()
  })

  it('copies the commands of the page and pushes; the card turns green in every window', async () => {
    await berta.goto(`${manager.url}/instances/otree1`)
    await berta.getByRole('tab', { name: 'Git' }).click()
    const command = await berta
      .getByText(/git remote add otree1 ssh:/)
      .first()
      .textContent()
    const [, url = ''] = /git remote add otree1 (ssh:\S+)/.exec(command ?? '') ?? []
    await client.git('remote', 'add', 'otree1', url)
    await ada.goto(manager.url)
    const push = await client.git('push', 'otree1', 'main')
    expect(push.stderr).toContain(`http://otree1.localhost:${manager.httpPort}/`)
    expect(push.exitCode).toBe(0)
    for (const page of [ada, adaSecond]) await card(page, 'otree1').getByText('Ready to use').waitFor()
    await berta.getByText('Ready to use').first().waitFor()
  })

  let password = ''
  it('reads the password on the page', async () => {
    await berta.getByRole('tab', { name: 'oTree' }).click()
    await berta.getByRole('button', { name: 'Show the password' }).click()
    const shown = await manager.otmJson<{ adminPassword: string }>('instances', 'secrets', 'otree1')
    await berta
      .getByText(shown.adminPassword)
      .or(berta.locator(`input[value="${shown.adminPassword}"]`))
      .first()
      .waitFor()
    password = shown.adminPassword
  })

  it('signs in to oTree, creates a session, and two participants play it to the end', async () => {
    const origin = `http://otree1.localhost:${manager.httpPort}`
    const admin = await openWindow()
    await admin.goto(`${origin}/`)
    await admin.locator('input[name=username]').fill('admin')
    await admin.locator('input[name=password]').fill(password)
    await admin.locator('form button, form input[type=submit]').first().click()
    await admin.goto(`${origin}/create_session`)
    await admin.locator('select[name=session_config]').selectOption('bargaining')
    await admin.locator('input[name=num_participants]').fill('2')
    await admin.locator('#btn-create-session, button[type=submit], form button').first().click()
    await admin.waitForURL(/\/Session(StartLinks|SplitScreen|Monitor)\//)
    await admin.goto(admin.url().replace(/Session[A-Za-z]+\//, 'SessionStartLinks/'))
    const links = await admin.getByText(/\/InitializeParticipant\//).allTextContents()
    const addresses = [...new Set(links.flatMap((text) => text.match(/http\S+\/InitializeParticipant\/\w+/g) ?? []))]
    expect(addresses).toHaveLength(2)
    await Promise.all(addresses.map((address) => bargain(address)))
  })
})

async function bargain(address: string): Promise<void> {
  const page = await openWindow()
  await page.goto(address)
  await page.locator('.otree-btn-next').click()
  await page.locator('input[name=expected]').fill('50')
  await page.locator('.otree-btn-next').click()
  await page.locator('#claim').fill('50')
  await page.locator('#send').click()
  await page.locator('#done .otree-btn-next').click()
  await page.waitForURL(/\/Results\//)
  expect(await page.locator('body').textContent()).toContain('50')
}

describe('from the page', () => {
  const act = async (name: string, confirm?: string): Promise<void> => {
    await berta.goto(`${manager.url}/instances/otree1`)
    const direct = berta.getByRole('button', { name, exact: true })
    if ((await direct.count()) === 0 || !(await direct.first().isVisible()))
      await berta.getByRole('button', { name: 'More actions' }).click()
    await berta
      .getByRole('button', { name, exact: true })
      .or(berta.getByRole('menuitem', { name, exact: true }))
      .first()
      .click()
    const dialog = berta.getByRole('dialog')
    // the two who have played have their last page open
    if (confirm === 'Stop') await dialog.getByRole('checkbox', { name: 'Do it although it disturbs them' }).check()
    if (confirm !== undefined) await dialog.getByRole('button', { name: confirm }).click()
  }

  it('the instance is restarted, stopped and started, and every window says so', async () => {
    await act('Restart', 'Restart')
    await berta.getByText('Restart: done').first().waitFor()
    await act('Stop', 'Stop')
    await card(adaSecond, 'otree1').getByText('Stopped').waitFor()
    await act('Start')
    await card(adaSecond, 'otree1').getByText('Ready to use').waitFor()
  })

  it('a super-user moves it to the trash, where nothing is lost', async () => {
    await ada.goto(`${manager.url}/instances/otree1`)
    await ada.getByRole('button', { name: 'More actions' }).click()
    await ada.getByRole('menuitem', { name: 'Move to the trash' }).click()
    const dialog = ada.getByRole('dialog')
    const typed = dialog.getByLabel('Type otree1 to confirm')
    if ((await typed.count()) > 0) await typed.fill('otree1')
    await dialog.getByRole('checkbox', { name: 'Do it although it disturbs them' }).check()
    await dialog.getByRole('button', { name: 'Move to the trash' }).click()
    await ada.getByText('In the trash').first().waitFor()
    expect((await manager.otmJson<{ state: string }>('instances', 'show', 'otree1')).state).toBe('trashed')
  })
})
