import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { toStudyName } from '../../test/support/fill-many.ts'
import { request } from '../../test/support/http-client.ts'
import { type BenchLaboratory, openSignedIn } from './laboratory.ts'
import { quantile } from './quantile.ts'
import { openPage, readMark } from './visit.ts'
import { openWindow, type WindowPlace } from './windows.ts'

const changes = 20
/** So many of the windows are pages in Chromium; the others do the same without showing it. */
export const realPages = 5

export interface Times {
  readonly p50: number
  readonly p95: number
  readonly max: number
}

export interface EventTimes {
  /** Milliseconds from the request that changes an instance until the windows heard of it. */
  readonly heard: Times
  /** … until they had what is new. */
  readonly has: Times
  /** … until the pages in Chromium showed it. */
  readonly shown: Times | null
}

const name = toStudyName(1)

/** Changes one instance again and again, each time as soon as the last window has it. */
export async function measureManager(laboratory: BenchLaboratory, browser: Browser): Promise<EventTimes> {
  const { manager, cookies } = laboratory
  const [changing = '', ...others] = await Promise.all(cookies.map((cookie) => takeToken(manager.url, cookie)))
  const socketUrl = `${manager.url.replace('http', 'ws')}/api/v1/live`
  const instanceUrl = `${manager.url}/api/v1/instances/${name}`
  const places = others.slice(realPages).map((token) => ({ socketUrl, instanceUrl, name, token, headers: toHeaders(token) }))
  const contexts = await Promise.all(cookies.slice(1, 1 + realPages).map((cookie) => openSignedIn(browser, laboratory, cookie)))
  try {
    const pages = await Promise.all(contexts.map((context) => openDashboard(context, laboratory)))
    return await measure(places, { url: instanceUrl, headers: toHeaders(changing) }, pages)
  } finally {
    for (const context of contexts) await context.close()
  }
}

/** The same with a server that does nothing else, and as large an answer. */
export async function measureBare(windows: number, body: object): Promise<EventTimes> {
  const { child, port } = await startBare()
  try {
    const [socketUrl, instanceUrl] = [`ws://127.0.0.1:${port}`, `http://127.0.0.1:${port}/`]
    const place = { socketUrl, instanceUrl, name, token: '', headers: {} }
    return await measure(
      Array.from({ length: windows }, () => place),
      { url: instanceUrl, headers: {}, body },
      [],
    )
  } finally {
    child.kill()
  }
}

/** What one window fetches again. */
export async function readInstance({ manager, cookies }: BenchLaboratory): Promise<object> {
  const headers = toHeaders(await takeToken(manager.url, cookies[0] ?? ''))
  return (await (await fetch(`${manager.url}/api/v1/instances/${name}`, { headers })).json()) as object
}

async function startBare(): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-live.ts')], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, port: Number(String(line)) }
}

/** As a browser gets it: with the page. */
async function takeToken(url: string, cookie: string): Promise<string> {
  const { body } = await request(url, { headers: { cookie, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' } })
  const start = JSON.parse(/id="otm-start"[^>]*>([^<]*)</.exec(body)?.[1] ?? '{}') as { readonly token?: string }
  if (!start.token) throw new Error('A window of the bench got no token.')
  return start.token
}

const toHeaders = (token: string) => ({ authorization: `Bearer ${token}` })

async function openDashboard(context: BrowserContext, laboratory: BenchLaboratory): Promise<Page> {
  const page = await openPage(context, laboratory)
  await page.goto(laboratory.manager.url)
  await readMark(page, 'all')
  return page
}

interface Changing {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** What is sent besides the label. */
  readonly body?: object
}

async function measure(places: readonly WindowPlace[], changing: Changing, pages: readonly Page[]): Promise<EventTimes> {
  const windows = await Promise.all(places.map(openWindow))
  const [heard, has, shown]: [number[], number[], number[]] = [[], [], []]
  for (let number = 0; number < changes; number++) {
    const label = `change ${number}`
    const all = Promise.all(windows.map((window) => window.until(label)))
    const showing = Promise.all(pages.map((page) => untilShown(page, label)))
    const began = performance.now()
    await change(changing, label)
    for (const each of await all) {
      heard.push(each.heardMs - began)
      has.push(each.hasMs - began)
    }
    shown.push(...(await showing).map((at) => at - performance.timeOrigin - began))
  }
  for (const window of windows) window.close()
  return { heard: toTimes(heard), has: toTimes(has), shown: pages.length === 0 ? null : toTimes(shown) }
}

async function change({ url, headers, body }: Changing, label: string): Promise<void> {
  const answer = await fetch(url, {
    method: 'PATCH',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, labels: [label] }),
  })
  if (!answer.ok) throw new Error(`The change was answered with ${answer.status}: ${await answer.text()}`)
}

/** @returns when, in milliseconds since 1970: the browser and this process have one clock */
const untilShown = (page: Page, label: string): Promise<number> => page.evaluate<number>(`bench.untilShown(${JSON.stringify(label)})`)

const toTimes = (values: readonly number[]): Times => ({
  p50: quantile(values, 0.5),
  p95: quantile(values, 0.95),
  max: Math.max(...values),
})
