import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from '../../test/support/browser.ts'
import { fillLaboratory, samplePasswords } from './fill-laboratory.ts'
import { openSampleLaboratory } from './sample-laboratory.ts'

// Takes a picture of each page, narrow and wide, light and dark, and lets axe look at it:  node web/testing/tour.ts DIRECTORY [only this page]

const [directory = 'build/tour', only] = process.argv.slice(2)
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Stop {
  readonly name: string
  readonly path: string
  readonly as: 'ada' | 'berta' | 'nobody'
  readonly prepare?: (page: Page) => Promise<unknown>
}

const click = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).first().click()
/** What was started in the light is running in the dark. */
const startOrRestart = (page: Page) =>
  click('Start')(page).catch(async () => {
    await click('More actions')(page)
    await page.getByRole('menuitem', { name: 'Restart' }).click()
  })

const stops: readonly Stop[] = [
  { name: 'sign-in', path: '/sign-in', as: 'nobody' },
  { name: 'sign-in-wrong', path: '/sign-in', as: 'nobody', prepare: signInWrongly },
  { name: 'invitation-no-token', path: '/invitation', as: 'nobody' },
  { name: 'setup', path: '/setup#abc', as: 'nobody' },
  { name: 'instances', path: '/', as: 'ada' },
  { name: 'instances-own', path: '/', as: 'berta' },
  { name: 'instances-no-match', path: '/?q=zebra', as: 'ada' },
  { name: 'create', path: '/', as: 'ada', prepare: click('Create instance') },
  { name: 'instance-code', path: '/instances/otree1', as: 'berta' },
  { name: 'instance-otree', path: '/instances/otree1?tab=otree', as: 'berta', prepare: click('Show the password') },
  { name: 'instance-rooms', path: '/instances/otree1?tab=rooms', as: 'berta', prepare: click('Show the labels') },
  { name: 'instance-logs', path: '/instances/otree1?tab=logs', as: 'berta' },
  { name: 'instance-history', path: '/instances/otree1?tab=history', as: 'berta', prepare: click('Deployment') },
  { name: 'instance-menu', path: '/instances/otree1', as: 'ada', prepare: click('More actions') },
  { name: 'instance-pilot', path: '/instances/pilot', as: 'berta' },
  { name: 'instance-failed', path: '/instances/dictator', as: 'berta' },
  { name: 'instance-trashed', path: '/instances/old-study', as: 'ada' },
  { name: 'instance-gone', path: '/instances/nothing', as: 'ada' },
  { name: 'instance-restart', path: '/instances/auction', as: 'ada', prepare: startOrRestart },
  { name: 'people', path: '/people', as: 'ada' },
  { name: 'people-create', path: '/people', as: 'ada', prepare: click('Create person') },
  { name: 'account', path: '/account', as: 'berta' },
  { name: 'account-key', path: '/account', as: 'berta', prepare: click('Add key') },
  { name: 'audit', path: '/audit', as: 'ada' },
  { name: 'health', path: '/health', as: 'ada' },
  { name: 'not-found', path: '/no/such/page', as: 'ada' },
]

const laboratory = await openSampleLaboratory({ stepMs: 400 })
const browser = await launchBrowser()
try {
  await fillLaboratory(laboratory)
  await mkdir(directory, { recursive: true })
  for (const width of [1440, 390]) for (const scheme of ['light', 'dark'] as const) await tour(browser, width, scheme)
} finally {
  await browser.close()
  await laboratory.close()
}

async function tour(browser: Browser, width: number, colorScheme: 'light' | 'dark'): Promise<void> {
  const options = { viewport: { width, height: width > 600 ? 900 : 844 }, colorScheme, reducedMotion: 'reduce' as const }
  for (const as of ['nobody', 'berta', 'ada'] as const) {
    const mine = stops.filter((stop) => stop.as === as && (!only || stop.name.includes(only)))
    if (mine.length === 0) continue
    const context = await browser.newContext(options)
    if (as !== 'nobody') await signIn(context, as)
    for (const stop of mine) await visit(context, stop, `${stop.name}-${width}-${colorScheme}`)
    await context.close()
  }
}

async function visit(context: BrowserContext, { path, prepare }: Stop, name: string): Promise<void> {
  const page = await context.newPage()
  page.setDefaultTimeout(5000)
  page.on('console', (message) => message.type() === 'error' && console.log(`${name}: ${message.text()}`))
  page.on('pageerror', (error) => console.log(`${name}: ${error.message}`))
  await page.goto(laboratory.url + path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
  await prepare?.(page)
  await page.waitForTimeout(400)
  await page.screenshot({ path: join(directory, `${name}.png`), fullPage: !prepare })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (wide > 0) console.log(`${name}: ${wide} px too wide`)
  await page.evaluate(axeSource)
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const result = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    return result.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
    )
  })
  for (const violation of violations) console.log(`${name}: ${violation}`)
  await page.close()
}

async function signIn(context: BrowserContext, username: keyof typeof samplePasswords): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${laboratory.url}/sign-in`)
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(samplePasswords[username])
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: /instances/i }).waitFor()
  await page.close()
}

async function signInWrongly(page: Page): Promise<void> {
  await page.getByLabel('Username').fill('berta')
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').waitFor()
}
