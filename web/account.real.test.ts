import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toUsername } from '../src/domain/names.ts'
import { launchBrowser } from '../test/support/browser.ts'
import { complaintAt } from './testing/complaint-at.ts'
import { openSampleLaboratory, type SampleLaboratory } from './testing/sample-laboratory.ts'
import { toAppCode } from './testing/second-factor.ts'

// Berta looks after her account, through one story; each test goes on where the one before ended.

const firstPassword = 'staple paper clip'
const nextPassword = 'a horse of another colour'

let laboratory: SampleLaboratory
let browser: Browser
let context: BrowserContext
let page: Page
let codes: string[]

beforeAll(async () => {
  laboratory = await openSampleLaboratory()
  browser = await launchBrowser()
  await laboratory.person({ username: 'ada', name: 'Ada Ahrens', password: firstPassword, superUser: true })
  await laboratory.person({ username: 'berta', name: 'Berta Blum', password: firstPassword })
  context = await openContext()
  page = await context.newPage()
})
afterAll(async () => {
  await browser?.close()
  await laboratory?.close()
})

async function openContext(): Promise<BrowserContext> {
  const opened = await browser.newContext({ reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'] })
  opened.setDefaultTimeout(60_000)
  return opened
}

const button = (on: Page, name: string) => on.getByRole('button', { name, exact: true })
const heading = (on: Page, name: string) => on.getByRole('heading', { level: 1, name, exact: true }).waitFor()
const account = (tab: string) => page.goto(`${laboratory.url}/account?tab=${tab}`)

async function givePassword(on: Page, password: string, login = 'berta'): Promise<void> {
  await on.goto(`${laboratory.url}/sign-in`)
  await on.getByLabel('Username or e-mail').fill(login)
  await on.getByLabel('Password', { exact: true }).fill(password)
  await button(on, 'Sign in').click()
}

async function giveCode(code: string): Promise<void> {
  await page.getByLabel('Code').fill(code)
  await button(page, 'Sign in').click()
}

async function signOut(): Promise<void> {
  await account('profile')
  await button(page, 'Sign out').click()
  await heading(page, 'Sign in')
  expect(await page.getByText('You were signed out.').count()).toBe(0)
}

async function confirmWithPassword(action: string, password = firstPassword): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill(password)
  await dialog.getByRole('button', { name: action, exact: true }).click()
}

describe('somebody signs in by their e-mail address', () => {
  it('and sees their account', async () => {
    await givePassword(page, firstPassword, 'berta@example.edu')
    await heading(page, 'Your instances')
  })
})

describe('a second factor', () => {
  let secret: string

  it('is set up with the password, an app and its first code', async () => {
    await account('security')
    await button(page, 'Set up a second factor').click()
    await confirmWithPassword('Next', 'not my password')
    await page.getByRole('dialog').getByText('This is not your password.').first().waitFor()
    await confirmWithPassword('Next')
    await page.getByRole('img', { name: 'QR code' }).waitFor()
    secret = (await page.getByRole('dialog').locator('code').textContent()) ?? ''
    await page.getByLabel('Code that the app shows now').fill('12')
    await button(page, 'Switch on').click()
    await page.getByText('This is not the code that the app shows now.').first().waitFor()
    await page.getByLabel('Code that the app shows now').fill(toAppCode(secret))
    await button(page, 'Switch on').click()
    await page.getByText('The second factor is on.').waitFor()
    codes = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allTextContents()
    expect(new Set(codes).size).toBe(10)
  })

  it('gives recovery codes to copy, to download and to print, and nothing else goes onto paper', async () => {
    await button(page, 'Copy Recovery codes').click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codes.join('\n'))
    const saving = page.waitForEvent('download')
    await button(page, 'Download').click()
    expect((await saving).suggestedFilename()).toBe('otree-manager-recovery-codes.txt')
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByText('Recovery codes of berta for oTree Manager').isVisible()).toBe(true)
    expect(await button(page, 'I have kept them').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
  })

  it('shows them until they are kept, whatever key is pressed', async () => {
    await page.keyboard.press('Escape')
    expect(await button(page, 'Close').count()).toBe(0)
    await page.getByRole('list', { name: 'Recovery codes' }).waitFor()
    await button(page, 'I have kept them').click()
    await page.getByText('10 recovery codes are left.').waitFor()
  })

  it('is asked for at the next sign-in', async () => {
    await signOut()
    await givePassword(page, firstPassword)
    await heading(page, 'Second factor')
    await giveCode(toAppCode(secret, 1))
    await heading(page, 'Your instances')
  })

  it('is replaced by a recovery code, once', async () => {
    const [first = '', second = ''] = codes
    await signOut()
    await givePassword(page, firstPassword)
    await giveCode(first)
    await heading(page, 'Your instances')
    await signOut()
    await givePassword(page, firstPassword)
    await giveCode(first)
    await page.getByRole('alert').getByText('This code is wrong, or was used already.').waitFor()
    await giveCode(second)
    await heading(page, 'Your instances')
  })

  it('begins again with the password when it took too long', async () => {
    await signOut()
    await givePassword(page, firstPassword)
    await heading(page, 'Second factor')
    const berta = await laboratory.api.open.store.people.get(toUsername('berta'))
    laboratory.api.accounts.signIn.forgive(berta) // forgets what is half done, as time does
    await giveCode(codes[2] ?? '')
    await page.getByRole('alert').getByText('Sign in with your password again.').waitFor()
    await button(page, 'Begin again with the password').click()
    await heading(page, 'Sign in')
  })

  it('is asked for after a new password by a link, too', async () => {
    const { url } = await laboratory.api.accounts.createResetUrl(toUsername('berta'))
    await page.goto(url)
    await page.getByLabel('Password', { exact: true }).fill(firstPassword)
    await page.getByLabel('Password again').fill(firstPassword)
    await button(page, 'Save and sign in').click()
    await heading(page, 'Second factor')
    await giveCode(codes[3] ?? '')
    await heading(page, 'Your instances')
  })

  it('is switched off with the password', async () => {
    await account('security')
    await button(page, 'Switch off').click()
    await confirmWithPassword('Switch off')
    await button(page, 'Set up a second factor').waitFor()
    await signOut()
    await givePassword(page, firstPassword)
    await heading(page, 'Your instances')
  })
})

describe('a passkey', () => {
  it('is made, and signs in without name and password', async () => {
    const devtools = await context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await account('security')
    await button(page, 'Add passkey').click()
    await page.getByRole('dialog').getByLabel('Name').fill('Laptop')
    await confirmWithPassword('Add passkey')
    await button(page, 'Rename Laptop').click()
    await page.getByRole('dialog').getByLabel('Name').fill('Old laptop')
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
    await page.getByRole('row', { name: /Old laptop/ }).waitFor()
    await signOut()
    await button(page, 'Use a passkey').click()
    await heading(page, 'Your instances')
  })

  it('opens nothing any more when it was removed', async () => {
    await account('security')
    await button(page, 'Remove Old laptop').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByText('No passkeys yet').waitFor()
    await signOut()
    await button(page, 'Use a passkey').click()
    await page.getByRole('alert').getByText('This passkey does not open an account here.').waitFor()
    await givePassword(page, firstPassword)
    await heading(page, 'Your instances')
  })

  it('has no button where browsers have none', async () => {
    const elsewhere = await openContext()
    await elsewhere.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'))
    const other = await elsewhere.newPage()
    await givePassword(other, 'not the password')
    await other.getByRole('alert').waitFor()
    expect(await button(other, 'Use a passkey').count()).toBe(0)
    await elsewhere.close()
  })
})

describe('other sign-ins', () => {
  let other: Page
  beforeAll(async () => {
    other = await (await openContext()).newPage()
    await givePassword(other, firstPassword)
    await heading(other, 'Your instances')
  })

  it('are listed, and one of them is ended from here', async () => {
    await account('security')
    const list = page.getByRole('list', { name: 'Where you are signed in' })
    await list.getByText('This one').waitFor()
    await other.waitForFunction(() => performance.now() > 5000) // a page that was just loaded is not loaded again (`leave-when-signed-out.ts`)
    await list
      .getByRole('button', { name: /^Sign out there/ })
      .first()
      .click()
    await expect.poll(() => list.getByRole('button', { name: /^Sign out there/ }).count()).toBe(0)
    await heading(other, 'Sign in')
  })

  it('end with a new password, and this one goes on', async () => {
    await givePassword(other, firstPassword)
    await heading(other, 'Your instances')
    await account('security')
    await page.getByLabel('Current password').fill(firstPassword)
    await page.getByLabel('New password').fill('berta berta')
    await page.getByLabel('Password again').fill('berta berta')
    await button(page, 'Change the password').click()
    expect(await complaintAt(page, page.getByLabel('New password'))).toBe(0)
    await page.getByLabel('New password').fill(nextPassword)
    await page.getByLabel('Password again').fill(nextPassword)
    await button(page, 'Change the password').click()
    await page.getByText('Your password is changed').waitFor()
    await other.goto(`${laboratory.url}/account`).catch(() => undefined) // it may be loading itself again already
    await heading(other, 'Sign in')
    await givePassword(other, nextPassword)
    await heading(other, 'Your instances')
  })

  it('show the name, the colours and the language that were chosen here', async () => {
    await account('profile')
    await page.getByLabel('Name', { exact: true }).fill('Berta Braun')
    await button(page, 'Save').click()
    await page.getByText('Saved.').waitFor()
    await page.getByLabel('Colours').selectOption('dark')
    await page.getByLabel('Language').selectOption('de')
    await heading(page, 'Ihr Konto')
    await other.goto(`${laboratory.url}/account`)
    await heading(other, 'Ihr Konto')
    await other.getByText('Berta Braun').first().waitFor()
    await expect.poll(() => other.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe('dark')
  })

  it('have the language of the browser when no other is wanted any more', async () => {
    await account('profile')
    await page.getByLabel('Sprache').selectOption('Wie der Browser')
    await heading(page, 'Your account')
    expect(await page.getByLabel('Language').inputValue()).toBe('browser')
    await other.reload()
    await heading(other, 'Your account')
    await page.getByLabel('Language').selectOption('de')
    await heading(page, 'Ihr Konto')
  })

  it('and what was done is told in words', async () => {
    await account('activity')
    await page.getByText('Eigenes Passwort geändert').first().waitFor()
    await page.getByText('Eigene Passkeys geändert').first().waitFor()
  })
})
