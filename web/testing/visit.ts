import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'playwright-core'
import { samplePasswords } from './fill-laboratory.ts'
import './speak-english.ts' // if nothing else is said
import { m } from '../i18n/messages.ts'
import type { Stop } from './stops.ts'

/** What is wrong with a page as it is shown: complaints of axe, of the browser (also about its security policy), and what sticks out at the side. */
export type Complaint = string

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Of a browser that looks at a page. */
export interface Look {
  readonly width: number
  readonly colorScheme: 'light' | 'dark'
}

interface Visit {
  readonly stop: Stop
  /** How it is looked at besides, once it is in its condition: the window is pulled to that width, and the colours change. */
  readonly also?: Look
  /** Where to write a screenshot. */
  readonly picture?: string
}

/** Opens a page, brings it into its condition, and looks at it. */
export async function visit(context: BrowserContext, url: string, { stop, also, picture }: Visit): Promise<Complaint[]> {
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints = listen(page)
  await page.goto(url + stop.path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
  await stop.prepare?.(page)
  await standStill(page)
  if (picture) await page.screenshot({ path: picture, fullPage: !stop.prepare })
  complaints.push(...(await look(page)))
  if (also) {
    await page.setViewportSize({ width: also.width, height: 900 })
    await page.emulateMedia({ colorScheme: also.colorScheme })
    // the page hears of it a moment later, and then the colours pass over into each other
    await page.waitForFunction((scheme) => document.documentElement.dataset.mantineColorScheme === scheme, also.colorScheme)
    await standStill(page)
    complaints.push(...(await look(page)).map((complaint) => `${also.width} px, ${also.colorScheme}: ${complaint}`))
  }
  await stop.after?.(page)
  await page.close()
  return complaints
}

const standStill = (page: Page) =>
  page.waitForFunction(() => document.getAnimations().every(({ effect }) => effect?.getTiming().iterations === Number.POSITIVE_INFINITY))

const look = async (page: Page): Promise<Complaint[]> => [...(await findTooWide(page)), ...(await askAxe(page))]

function listen(page: Page): Complaint[] {
  const complaints: Complaint[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    // An answer from 400 on is said by the page itself.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text())
  })
  return complaints
}

async function findTooWide(page: Page): Promise<Complaint[]> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  return excess > 0 ? [`${excess} px too wide`] : []
}

async function askAxe(page: Page): Promise<Complaint[]> {
  await page.evaluate(await axeSource)
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run(document, { runOnly })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`))
  }, rules)
}

/** Signs the browser in by the page for it. */
export async function signIn(context: BrowserContext, url: string, username: keyof typeof samplePasswords): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${url}/sign-in`)
  await page.getByLabel(m.signIn.username).fill(username)
  await page.getByLabel(m.signIn.password, { exact: true }).fill(samplePasswords[username])
  await page.getByRole('button', { name: m.signIn.submit, exact: true }).click()
  await page
    .getByRole('heading', { level: 1, name: m.instances.title })
    .or(page.getByRole('heading', { level: 1, name: m.instances.mine }))
    .waitFor()
  return page
}
