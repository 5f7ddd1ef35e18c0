import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../test/support/browser.ts'
import { openSampleLaboratory, type SampleLaboratory } from './testing/sample-laboratory.ts'

// The way from the first start to a working laboratory, as people go it; each test goes on where the one before ended.

let laboratory: SampleLaboratory
let browser: Browser
let ada: Page
let adasOtherWindow: Page
let berta: Page
let inviteUrl: string
/** What each step of a task waits for. */
let gate: Promise<void> = Promise.resolve()

beforeAll(async () => {
  laboratory = await openSampleLaboratory({ during: () => gate })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await laboratory?.close()
})

async function newContext(): Promise<BrowserContext> {
  const context = await browser.newContext({ reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'] })
  context.setDefaultTimeout(60_000)
  return context
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const card = (page: Page, name: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) })

describe('the first super-user', () => {
  it('is made by the link that the server printed, whose secret leaves the address at once', async () => {
    ada = await (await newContext()).newPage()
    await ada.goto(laboratory.setupUrl)
    await heading(ada, 'Welcome to oTree Manager').waitFor()
    expect(ada.url()).toBe(`${laboratory.url}/setup`)
    await ada.getByLabel('Name', { exact: true }).fill('Ada Ahrens')
    await ada.getByLabel('Username').fill('ada')
    await ada.getByLabel('E-mail').fill('ada@example.edu')
    await ada.getByLabel('Password', { exact: true }).fill('correct horse battery')
    await ada.getByLabel('Password again').fill('correct horse')
    await button(ada, 'Create the account').click()
    await ada.getByText('The two passwords are not the same.').waitFor()
    await ada.getByLabel('Password again').fill('correct horse battery')
    await button(ada, 'Create the account').click()
    await heading(ada, 'Instances').waitFor()
  })

  it('reads what to do where nothing is yet', async () => {
    await ada.getByText('No instances yet').waitFor()
    await ada.getByText('Create the first one with the button above').waitFor()
  })

  it('gets the pages as they are made for people: React’s own checks for developers would make the scripts half as large again', async () => {
    const scripts = await ada.evaluate(() =>
      performance.getEntriesByType('resource').flatMap(({ name }) => (name.endsWith('.js') ? [name] : [])),
    )
    expect(scripts.length).toBeGreaterThan(5)
    const texts = await Promise.all(scripts.map(async (script) => (await ada.request.get(script)).text()))
    expect(scripts.filter((_, index) => texts[index]?.includes('jsxDEV'))).toEqual([])
  })

  it('leaves the token of the page nowhere where a script could find it', async () => {
    const traces = await ada.evaluate(
      () => document.documentElement.outerHTML + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }),
    )
    expect(traces).not.toContain('otm-start')
    expect(await ada.evaluate(() => document.cookie)).toBe('')
  })

  it('creates a person and gets a link to hand over', async () => {
    await ada.getByRole('navigation').getByRole('link', { name: 'People' }).click()
    await button(ada, 'Create person').click()
    await ada.getByLabel('Name', { exact: true }).fill('Berta Blum')
    await ada.getByLabel('Username').fill('Berta')
    await ada.getByLabel('E-mail').fill('berta@example.edu')
    await button(ada, 'Create').click()
    await ada.getByText('Use 3 to 40 lower-case letters').waitFor()
    await ada.getByLabel('Username').fill('berta')
    await button(ada, 'Create').click()
    await ada.getByText('It works once.').waitFor()
    inviteUrl = (await ada.getByRole('dialog').locator('code').textContent()) ?? ''
    expect(inviteUrl).toContain(`${laboratory.url}/invitation#`)
    await button(ada, 'Copy Link').click()
    expect(await ada.evaluate(() => navigator.clipboard.readText())).toBe(inviteUrl)
    await button(ada, 'Done').click()
    await ada
      .getByRole('row', { name: /Berta Blum/ })
      .getByText('Invited')
      .waitFor()
  })

  it('is told while typing whether the name of an instance can be had', async () => {
    await ada.getByRole('navigation').getByRole('link', { name: 'Instances' }).click()
    await button(ada, 'Create instance').click()
    const name = ada.getByRole('dialog').getByLabel('Name', { exact: true })
    await name.fill('Otree')
    await ada.getByText('Use 1 to 32 lower-case letters').waitFor()
    await name.fill('lobby')
    await ada.getByText('The name “lobby” is reserved.').waitFor()
    await name.fill('otree1')
    await ada.getByText('“otree1” is free.').waitFor()
  })

  it('creates an instance, which every open window shows without loading again', async () => {
    adasOtherWindow = await ada.context().newPage()
    await adasOtherWindow.goto(laboratory.url)
    await adasOtherWindow.getByText('No instances yet').waitFor()
    await ada.getByRole('dialog').getByLabel('Owner').selectOption('berta')
    await button(ada, 'Create').click()
    await heading(ada, 'otree1').waitFor()
    await ada.getByText('Ready for deployment').waitFor()
    await card(adasOtherWindow, 'otree1').getByText('Ready for deployment').waitFor()
  })
})

describe('the experimenter', () => {
  it('chooses a password by the invitation, which works once', async () => {
    const context = await newContext()
    berta = await context.newPage()
    await berta.goto(inviteUrl)
    await heading(berta, 'Choose your password').waitFor()
    expect(berta.url()).toBe(`${laboratory.url}/invitation`)
    await berta.getByLabel('Password', { exact: true }).fill('short')
    await button(berta, 'Save and sign in').click()
    await berta.getByText('Use at least 10 characters.').waitFor()
    await berta.getByLabel('Password', { exact: true }).fill('staple paper clip')
    await berta.getByLabel('Password again').fill('staple paper clip')
    await button(berta, 'Save and sign in').click()
    await heading(berta, 'Your instances').waitFor()
    const again = await context.newPage()
    await again.goto(inviteUrl)
    await again.getByText('This link is not valid any more').waitFor()
    await again.close()
  })

  it('sees no page that is not for them', async () => {
    expect(await berta.getByRole('link', { name: 'People' }).count()).toBe(0)
    await berta.goto(`${laboratory.url}/people`)
    await berta.getByRole('alert').waitFor()
    await berta.goto(`${laboratory.url}/instances/nothing`)
    await heading(berta, 'No such instance').waitFor()
  })

  it('reads the two commands with the own values, and that a key is missing', async () => {
    await berta.goto(`${laboratory.url}/instances/otree1`)
    await berta.getByRole('tab', { name: 'Git' }).click()
    await berta.getByText('git remote add otree1 ssh://git@localhost:2222/otree1').first().waitFor()
    await berta.getByText('git push otree1 main').first().waitFor()
    await berta.getByText('Add your SSH key first').waitFor()
  })

  it('reads how to do it over HTTPS and in an editor, and finds that way again', async () => {
    await berta.getByText('HTTPS', { exact: true }).click()
    await berta.getByText(`git remote add otree1 ${laboratory.url}/git/otree1`).first().waitFor()
    await berta.getByText('The username is berta; the password is an API token.').waitFor()
    expect(await berta.getByText('Add Remote…', { exact: false }).isVisible()).toBe(false)
    await berta.getByText('VS Code', { exact: true }).click()
    await berta.getByText('Paste the address, and call it otree1.').waitFor()
    await berta.getByRole('link', { name: 'Create a token' }).click()
    await berta.getByRole('heading', { name: 'API tokens' }).waitFor()
    await berta.goBack()
    await berta.getByText('git remote add otree1 ssh://').first().waitFor()
  })

  it('is stopped from giving away a private key', async () => {
    await berta.getByRole('link', { name: 'Add an SSH key' }).click()
    await button(berta, 'Add key').click()
    const dialog = berta.getByRole('dialog')
    await dialog.getByLabel('Public key').fill('-----BEGIN OPENSSH PRIVATE KEY-----\nabc')
    await dialog.getByLabel('Name').fill('Laptop')
    await dialog.getByRole('button', { name: 'Add key' }).click()
    await dialog.getByText('It must never leave your computer.').waitFor()
  })

  it('adds a key from its file, with its comment as the name', async () => {
    const dialog = berta.getByRole('dialog')
    await dialog.getByLabel('Name').fill('')
    const buffer = Buffer.from('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDDWqqNlnLUF3N66TKp9bQRAdRMLGWBiJXxsRHmqTY0i berta@laptop\n')
    await berta.locator('input[type=file]').setInputFiles({ name: 'id_ed25519.pub', mimeType: 'text/plain', buffer })
    await expect.poll(() => dialog.getByLabel('Name').inputValue()).toBe('berta@laptop')
    await dialog.getByRole('button', { name: 'Add key' }).click()
    const row = berta.getByRole('row', { name: /berta@laptop/ })
    await row.getByText(/SHA256:/).waitFor()
    await row.getByText('never').waitFor()
  })

  it('sees the password only after asking for it', async () => {
    await berta.goto(`${laboratory.url}/instances/otree1?tab=otree`)
    const { adminPassword } = await laboratory.api.open.store.instances.getSecrets(
      (await laboratory.api.open.store.instances.get('otree1' as never)).id,
    )
    await button(berta, 'Show the password').waitFor()
    expect(await berta.content()).not.toContain(adminPassword)
    await button(berta, 'Show the password').click()
    await berta.getByText(adminPassword).waitFor()
    await button(berta, 'Hide the password').click()
    await button(berta, 'Show the password').waitFor()
    expect(await berta.content()).not.toContain(adminPassword)
  })
})

describe('what is done to an instance', () => {
  it('is shown live, with its steps, in every window', async () => {
    const { id } = await laboratory.api.open.store.instances.get('otree1' as never)
    await laboratory.api.open.store.instances.update(id, { state: 'ready' })
    const { promise, resolve: goOn } = Promise.withResolvers<void>()
    gate = promise
    await berta.goto(`${laboratory.url}/instances/otree1`)
    await button(berta, 'More actions').click()
    await berta.getByRole('menuitem', { name: 'Stop' }).click()
    await berta.getByRole('dialog').getByText('All data is kept').waitFor()
    await berta.getByRole('dialog').getByRole('button', { name: 'Stop' }).click()
    await berta.getByText('Stop oTree', { exact: true }).waitFor()
    await card(adasOtherWindow, 'otree1').getByText('Stopping · Stop oTree').waitFor()
    goOn()
    await berta.getByText('Stop: done').waitFor()
    await card(adasOtherWindow, 'otree1').getByText('Stopped').waitFor()
    await ada.getByText('Stopped').waitFor()
  })

  it('is asked for by name before data is deleted', async () => {
    await button(berta, 'More actions').click()
    await berta.getByRole('menuitem', { name: 'Delete all sessions and data' }).click()
    const dialog = berta.getByRole('dialog')
    await dialog.getByRole('textbox').fill('otree2')
    await dialog.getByRole('button', { name: 'Delete all sessions and data' }).click()
    await dialog.getByText('This must be exactly “otree1”.').waitFor()
    await dialog.getByRole('textbox').fill('otree1')
    await dialog.getByRole('button', { name: 'Delete all sessions and data' }).click()
    await berta.getByText('Delete all sessions and data: done').waitFor()
  })

  it('stays readable in the history, with its log', async () => {
    await berta.getByRole('tab', { name: 'History' }).click()
    await button(berta, 'Stop').click()
    await button(berta, 'Show the log').click()
    await berta.getByRole('region', { name: 'Log' }).getByText('Stop oTree …').waitFor()
  })

  it('moves it to the trash and back, for a super-user only', async () => {
    await button(berta, 'More actions').click()
    expect(await berta.getByRole('menuitem', { name: 'Move to the trash' }).count()).toBe(0)
    await button(ada, 'More actions').click()
    await ada.getByRole('menuitem', { name: 'Move to the trash' }).click()
    await ada.getByRole('dialog').getByRole('button', { name: 'Move to the trash' }).click()
    await ada.getByText('In the trash').waitFor()
    await adasOtherWindow.getByRole('link', { name: 'Trash (1)' }).click()
    await card(adasOtherWindow, 'otree1').waitFor()
    await adasOtherWindow.getByRole('link', { name: 'Back to the instances in use' }).click()
    await button(ada, 'Restore from the trash').click()
    await card(adasOtherWindow, 'otree1').getByText('Stopped').waitFor()
  })
})

describe('news', () => {
  const news = (page: Page) => page.getByRole('region', { name: 'News' })
  const restart = async (by: 'ada' | 'berta'): Promise<void> => {
    const { id } = await laboratory.api.open.store.instances.get('otree1' as never)
    const operation = await laboratory.api.operations.start({ kind: 'restart-instance', instanceId: id, by: by as never, input: {} })
    await laboratory.api.operations.wait(operation.id)
  }

  it('of how a task ended comes to every window of those whom it concerns, once, but not where one is watching', async () => {
    const watching = await berta.context().newPage()
    await watching.goto(`${laboratory.url}/instances/otree1`)
    await watching.getByRole('tab', { name: 'Code' }).waitFor()
    for (const page of [berta, adasOtherWindow]) {
      await page.goto(laboratory.url) // without the news of earlier tasks
      await card(page, 'otree1').waitFor()
    }
    await restart('ada')
    for (const page of [berta, adasOtherWindow]) {
      await news(page).getByText('otree1: Restart is done').waitFor()
      expect(await news(page).getByText('Restart').count()).toBe(1)
    }
    await news(berta).getByText('Begun by ada.').waitFor()
    await news(adasOtherWindow).getByText('Begun by you.').waitFor()
    await watching.getByText('Restart: done').waitFor()
    expect(await news(watching).getByText('Restart').count()).toBe(0)
    await watching.close()
  })

  it('of what does not concern a super-user does not come to them', async () => {
    await adasOtherWindow.goto(laboratory.url) // without the news of earlier tasks
    await card(adasOtherWindow, 'otree1').waitFor()
    await restart('berta')
    await news(berta).getByText('Begun by you.').waitFor()
    await restart('ada')
    await news(adasOtherWindow).getByText('Begun by you.').waitFor()
    expect(await news(adasOtherWindow).getByText('Restart').count()).toBe(1)
  })

  it('leads to the instance', async () => {
    await news(berta).getByRole('link', { name: 'Show otree1' }).first().click()
    await heading(berta, 'otree1').waitFor()
  })
})

describe('the page', () => {
  it('says when the connection is lost, and shows what is new when it is back', async () => {
    await laboratory.stop()
    await adasOtherWindow.getByText('No connection to the server since').waitFor()
    const { id } = await laboratory.api.open.store.instances.get('otree1' as never)
    await laboratory.api.open.store.instances.update(id, { state: 'asleep' })
    await laboratory.start()
    await card(adasOtherWindow, 'otree1').getByText('Asleep').waitFor()
    await adasOtherWindow.getByText('Connected again.').waitFor()
    expect(await adasOtherWindow.getByText('No connection to the server since').count()).toBe(0)
  })

  it('says so when something is asked for meanwhile', async () => {
    await laboratory.stop()
    await button(adasOtherWindow, 'Create instance').click()
    await adasOtherWindow.getByRole('dialog').getByLabel('Name', { exact: true }).fill('otree2')
    await button(adasOtherWindow, 'Create').click()
    await adasOtherWindow.getByRole('alert').getByText('The server does not answer.').waitFor()
    await laboratory.start()
    await button(adasOtherWindow, 'Cancel').click()
  })

  it('leads to the content by keyboard first', async () => {
    await adasOtherWindow.reload()
    await heading(adasOtherWindow, 'Instances').waitFor()
    await adasOtherWindow.keyboard.press('Tab')
    await adasOtherWindow.getByRole('link', { name: 'Skip to the content' }).and(adasOtherWindow.locator(':focus')).waitFor()
    await adasOtherWindow.keyboard.press('Enter')
    expect(await adasOtherWindow.evaluate(() => document.activeElement?.id)).toBe('content')
  })

  it('finds one of a thousand instances', async () => {
    for (let index = 0; index < 999; index++) await laboratory.api.instance(`course-${index}`, index % 2 ? 'ada' : 'berta')
    await adasOtherWindow.goto(laboratory.url)
    await adasOtherWindow.getByText('1,000 instances').waitFor()
    await adasOtherWindow.getByLabel('Search').fill('course-77 ada')
    await adasOtherWindow.getByText('6 of 1,000 instances').waitFor()
    await adasOtherWindow.getByLabel('Search').fill('course-777')
    await adasOtherWindow.getByText('1 of 1,000 instances').waitFor()
    await card(adasOtherWindow, 'course-777').click()
    await heading(adasOtherWindow, 'course-777').waitFor()
  }, 300_000)

  it('lets nobody see more after signing out', async () => {
    await berta.goto(`${laboratory.url}/account`)
    await button(berta, 'Sign out').click()
    await heading(berta, 'Sign in').waitFor()
    await berta.goto(`${laboratory.url}/instances/otree1?tab=logs`)
    await heading(berta, 'Sign in').waitFor()
    await berta.getByLabel('Username').fill('berta')
    await berta.getByLabel('Password', { exact: true }).fill('staple paper clip')
    await button(berta, 'Sign in').click()
    await heading(berta, 'otree1').waitFor()
    expect(berta.url()).toContain('/instances/otree1?tab=logs')
  })
})
