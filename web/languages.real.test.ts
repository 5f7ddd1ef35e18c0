import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../test/support/browser.ts'
import { fillLaboratory, samplePasswords } from './testing/fill-laboratory.ts'
import { openSampleLaboratory, type SampleLaboratory } from './testing/sample-laboratory.ts'

// Somebody whose computer speaks German, through one sign-in; each test goes on where the one before ended.

let laboratory: SampleLaboratory
let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  laboratory = await openSampleLaboratory()
  browser = await launchBrowser()
  await fillLaboratory(laboratory)
  page = await openPage('de-DE')
})
afterAll(async () => {
  await browser?.close()
  await laboratory?.close()
})

async function openPage(locale: string): Promise<Page> {
  context = await browser.newContext({ locale, reducedMotion: 'reduce' })
  context.setDefaultTimeout(60_000)
  return context.newPage()
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
const lang = () => page.evaluate(() => document.documentElement.lang)
const chooseInMenu = async (from: string, to: string): Promise<void> => {
  await button('ada').click()
  expect(await page.getByRole('menuitemradio', { name: from, exact: true }).getAttribute('aria-checked')).toBe('true')
  await page.getByRole('menuitemradio', { name: to, exact: true }).click()
}

/** Notes each heading from the first moment on, with the language that the page says it has. */
const noteHeadings = (): void => {
  const seen: string[] = []
  Object.assign(globalThis, { seen })
  new MutationObserver(() => {
    for (const { textContent } of document.querySelectorAll('h1')) seen.push(`${document.documentElement.lang}: ${textContent}`)
  }).observe(document, { childList: true, subtree: true, characterData: true })
}

describe('the sign-in page', () => {
  it('is in the language of the browser from the first moment, and loads no other', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.addInitScript(noteHeadings)
    await page.goto(`${laboratory.url}/sign-in`)
    await heading('Anmelden')
    expect(await page.evaluate(() => [...new Set((globalThis as unknown as { seen: string[] }).seen)])).toEqual(['de: Anmelden'])
    expect(asked.filter((path) => /\/(de|en)-[^/]*\.js$/.test(path)).map((path) => path.slice(0, '/assets/de'.length))).toEqual([
      '/assets/de',
    ])
    expect(await button('Deutsch').getAttribute('aria-pressed')).toBe('true')
  })

  it('says in German what did not work, in a few words and in a sentence', async () => {
    await page.getByLabel('Benutzername').fill('ada')
    await page.getByLabel('Passwort', { exact: true }).fill('not the password')
    await button('Anmelden').click()
    const alert = page.getByRole('alert')
    await alert.getByText('Nicht angemeldet', { exact: true }).waitFor()
    await alert.getByText('Benutzername oder Passwort ist falsch.', { exact: true }).waitFor()
    expect(await alert.locator('[lang]').count()).toBe(0)
  })

  it('changes to English, also for the next time, at the same address', async () => {
    const address = `${laboratory.url}/sign-in?next=%2Faudit`
    await page.goto(address)
    await button('English').click()
    await heading('Sign in')
    await page.reload()
    await heading('Sign in')
    expect([await lang(), page.url()]).toEqual(['en', address])
  })

  it('and back', async () => {
    await button('Deutsch').click()
    await heading('Anmelden')
    expect(await lang()).toBe('de')
  })
})

describe('the dashboard', () => {
  it('is in German, with its dates', async () => {
    await page.getByLabel('Benutzername').fill('ada')
    await page.getByLabel('Passwort', { exact: true }).fill(samplePasswords.ada)
    await button('Anmelden').click()
    await heading('Protokoll')
    expect(await page.title()).toBe('Protokoll · oTree Manager')
    expect(await page.locator('time').first().textContent()).toMatch(/^\d\d\.\d\d\.\d{4}, \d\d:\d\d:\d\d$/)
  })

  it('says at its field what the server has against a username', async () => {
    await page.goto(`${laboratory.url}/people`)
    await button('Person anlegen').click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Name', { exact: true }).fill('Ada Zwei')
    await form.getByLabel('Benutzername').fill('ada')
    await form.getByLabel('E-Mail').fill('ada2@example.edu')
    await form.getByRole('button', { name: 'Anlegen', exact: true }).click()
    await form.getByText('Den Benutzernamen „ada“ gibt es schon. Wählen Sie einen anderen.').first().waitFor()
    expect(await form.locator('[lang]').count()).toBe(0)
  })

  it('names the steps of a task, and leaves in English what it cannot translate', async () => {
    await page.goto(`${laboratory.url}/instances/otree1?tab=history`)
    const task = page
      .getByRole('listitem')
      .filter({ has: button('Bereitstellung') })
      .first()
    await task.getByText('oTree ist nicht gestartet', { exact: true }).waitFor()
    expect(await task.locator('[lang=en]').first().textContent()).toContain('The new version does not start')
    await task.getByRole('button', { name: 'Bereitstellung', exact: true }).click()
    const steps = task.getByRole('list', { name: 'Schritte' }).getByRole('listitem')
    await expect
      .poll(() => steps.allTextContents())
      .toEqual([
        expect.stringContaining('Code übernehmen'),
        expect.stringContaining('Projekt prüfen'),
        expect.stringContaining('Pakete installieren'),
        expect.stringContaining('Code importieren'),
        expect.stringContaining('Neue Version starten'),
      ])
    await page.goto(`${laboratory.url}/audit`)
    await heading('Protokoll')
  })

  it('says in German how the server is', async () => {
    await page.goto(`${laboratory.url}/health`)
    await heading('Systemzustand')
    await page.getByText('Das Gateway antwortet.', { exact: true }).waitFor()
    expect(await page.getByRole('main').locator('[lang]').allTextContents()).toEqual([])
    await page.goto(`${laboratory.url}/audit`)
    await heading('Protokoll')
  })

  it('changes to English in the account menu, and stays there', async () => {
    await chooseInMenu('Deutsch', 'English')
    await heading('Audit log')
    expect([await lang(), new URL(page.url()).pathname]).toEqual(['en', '/audit'])
    expect(await page.locator('time').first().textContent()).toMatch(/^\d+ \w{3,4} \d{4}, \d\d:\d\d:\d\d$/)
  })

  it('is in the language that a person chose, whatever was chosen in this browser', async () => {
    await laboratory.api.open.database.updateTable('user').set({ language: 'de' }).where('username', '=', 'ada').execute()
    await page.reload()
    await heading('Protokoll')
    expect(await lang()).toBe('de')
  })
})

it('a change of the language does not lose the secret of a link, and leaves it nowhere', async () => {
  const { invitation } = await laboratory.api.accounts.createPerson({
    username: 'dora',
    name: 'Dora Diehl',
    email: 'dora@example.edu',
    role: 'experimenter',
  })
  page = await openPage('fr-FR')
  await page.goto(invitation.url)
  await heading('Choose your password')
  await button('Deutsch').click()
  await heading('Wählen Sie Ihr Passwort')
  await expect.poll(() => page.getByLabel('Benutzername').inputValue()).toBe('dora')
  expect(page.url()).toBe(`${laboratory.url}/invitation`)
})
