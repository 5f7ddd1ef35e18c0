import { join } from 'node:path'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { toStudyName } from '../../test/support/fill-many.ts'
import { type BenchLaboratory, openSignedIn } from './laboratory.ts'

/** Milliseconds from the beginning of the navigation. */
export interface Visit {
  /** The first cards are painted. */
  readonly firstMs: number
  /** A search that is typed as soon as its field is there has left the one that it looks for. */
  readonly foundMs: number
}

export interface Bytes {
  readonly packed: number
  readonly unpacked: number
}

export interface Visits {
  /** Nothing is in the browser's cache. */
  readonly cold: Visit
  /** Scripts and styles are. */
  readonly warm: Visit
  /** When all instances were drawn, where nobody searched. */
  readonly allMs: number
  readonly list: Bytes
  readonly parts: Bytes
}

/** Three visits by a browser that was never there before. */
export async function visit(browser: Browser, laboratory: BenchLaboratory): Promise<Visits> {
  const context = await openSignedIn(browser, laboratory, laboratory.cookies[0] ?? '')
  try {
    const [first, second, third] = [
      await openPage(context, laboratory),
      await openPage(context, laboratory),
      await openPage(context, laboratory),
    ]
    const weighing = weigh(first)
    const cold = await search(first, laboratory)
    const bytes = await weighing()
    await first.close()
    const warm = await search(second, laboratory)
    await second.close()
    await third.bringToFront()
    await third.goto(laboratory.manager.url + everything)
    return { ...bytes, cold, warm, allMs: await readMark(third, 'all') }
  } finally {
    await context.close()
  }
}

/** A search that they all fit, as a browser finds the last one again. */
export const everything = '/?q=study'

type Mark = 'first' | 'all' | 'found'

/** A window of that browser in which is noted when the list of instances shows what. */
export async function openPage(context: BrowserContext, { instances }: BenchLaboratory): Promise<Page> {
  const page = await context.newPage()
  await page.addInitScript({ path: join(import.meta.dirname, 'in-page.js') })
  await page.addInitScript(`bench.wanted = ${instances}`)
  return page
}

async function search(page: Page, { manager, instances }: BenchLaboratory): Promise<Visit> {
  await page.bringToFront() // what is behind another window is painted when there is time
  await page.goto(manager.url + everything, { waitUntil: 'commit' })
  await page.getByLabel('Search', { exact: true }).fill(toStudyName(instances))
  return { firstMs: await readMark(page, 'first'), foundMs: await readMark(page, 'found') }
}

export const readMark = (page: Page, mark: Mark): Promise<number> => page.evaluate<number>(`bench.until('${mark}')`)

interface Weighed {
  readonly path: string
  readonly bytes: Bytes
}

/** @returns a function that ends it, and tells what came until then */
function weigh(page: Page): () => Promise<Pick<Visits, 'list' | 'parts'>> {
  const answers: Promise<Weighed>[] = []
  const take = (request: Request): void => void answers.push(weighAnswer(request))
  page.on('requestfinished', take)
  return async () => {
    page.off('requestfinished', take)
    const all = await Promise.all(answers)
    return { list: sum(all, /\/instances$/), parts: sum(all, /\.(js|css)$/) }
  }
}

async function weighAnswer(request: Request): Promise<Weighed> {
  const [{ responseBodySize }, response] = [await request.sizes(), await request.response()]
  const unpacked = (await response?.body().catch(() => Buffer.alloc(0)))?.length ?? 0
  return { path: new URL(request.url()).pathname, bytes: { packed: responseBodySize, unpacked } }
}

function sum(answers: readonly Weighed[], pattern: RegExp): Bytes {
  const fitting = answers.filter(({ path }) => pattern.test(path)).map(({ bytes }) => bytes)
  const add = (key: keyof Bytes): number => fitting.reduce((total, bytes) => total + bytes[key], 0)
  return { packed: add('packed'), unpacked: add('unpacked') }
}
