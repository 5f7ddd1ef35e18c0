import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../test/support/browser.ts'
import { type BenchLaboratory, openBenchLaboratory, openSignedIn } from './dashboard/laboratory.ts'
import { type EventTimes, measureBare, measureManager, readInstance, realPages, type Times } from './dashboard/measure-events.ts'
import { median } from './dashboard/quantile.ts'
import { type Scrolling, scrollEmpty, scrollThrough } from './dashboard/scroll.ts'
import { type Bytes, openPage, readMark, type Visits, visit } from './dashboard/visit.ts'
import { pssMib, steadyMib } from './steady-memory.ts'
import type { BenchResult, BenchRow } from './table.ts'

const [few, many] = [10, 1000]
const windows = 100
const rounds = 5

/** The dashboard in a real Chromium, of a manager as `npm start` runs it: with a thousand instances against ten, in turns. The instances are rows of the store,
 * all of them stopped; no oTree runs. */
export async function bench(): Promise<BenchResult> {
  const [small, large] = [await openBenchLaboratory(few, 1), await openBenchLaboratory(many, windows + 1)]
  const browser = await launchBrowser()
  try {
    const before = [await memory(small), await memory(large)] as const
    const rows = await measureVisits(browser, small, large)
    rows.push(await measureScrolling(browser, large))
    const after = [await memory(small), await memory(large)] as const
    rows.push(toMemoryRow('manager before anybody looked', before), toMemoryRow(`manager after ${3 * rounds} visits`, after))
    rows.push(...(await measureEvents(browser, large)))
    rows.push(toMemoryRow('manager after that', [after[0], await memory(large)]))
    return { title: `The dashboard with ${many} instances`, rows }
  } finally {
    await browser.close()
    await small.close()
    await large.close()
  }
}

async function measureVisits(browser: Browser, small: BenchLaboratory, large: BenchLaboratory): Promise<BenchRow[]> {
  const [ofFew, ofMany]: [Visits[], Visits[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    ofFew.push(await visit(browser, small))
    ofMany.push(await visit(browser, large))
  }
  const compare = (what: string, read: (visits: Visits) => number): BenchRow => {
    const [one, other] = [median(ofMany.map(read)), median(ofFew.map(read))]
    return { what: `${what}: ${one.toFixed(0)} ms`, against: `${few} instances: ${other.toFixed(0)} ms`, ratio: one / other, goal: '–' }
  }
  const [visits] = ofMany
  return [
    compare('first visit, until cards are there', ({ cold }) => cold.firstMs),
    compare('first visit, until a search typed at once has found its one', ({ cold }) => cold.foundMs),
    compare('later visit, until cards are there', ({ warm }) => warm.firstMs),
    compare('later visit, until a search typed at once has found its one', ({ warm }) => warm.foundMs),
    compare('later visit, until all are drawn', ({ allMs }) => allMs),
    ...(visits ? [toBytesRow('list of all instances', visits.list), toBytesRow('scripts and styles of the page', visits.parts)] : []),
  ]
}

const toBytesRow = (what: string, { packed, unpacked }: Bytes): BenchRow => ({
  what: `${what}, on the network: ${kb(packed)}`,
  against: `not compressed: ${kb(unpacked)}`,
  ratio: packed / unpacked,
  goal: '–',
})

const kb = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`

async function measureScrolling(browser: Browser, laboratory: BenchLaboratory): Promise<BenchRow> {
  const context = await openSignedIn(browser, laboratory, laboratory.cookies[0] ?? '')
  const page = await openPage(context, laboratory)
  await page.goto(laboratory.manager.url)
  await readMark(page, 'all')
  const list = await scrollThrough(page)
  const empty = await scrollEmpty(await openPage(context, laboratory), list.height)
  await context.close()
  return {
    what: `scrolling through, from frame to frame: ${show(list)}`,
    against: `an empty page as high: ${show(empty)}`,
    ratio: list.p95Ms / empty.p95Ms,
    goal: '–',
  }
}

const show = ({ medianMs, p95Ms, longestMs, longTasks }: Scrolling): string =>
  `${medianMs.toFixed(0)} ms (95 %: ${p95Ms.toFixed(0)}, longest: ${longestMs.toFixed(0)}; ${longTasks} above 50)`

interface Memory {
  readonly pss: number
  readonly rss: number
}

async function memory({ manager: { pid } }: BenchLaboratory): Promise<Memory> {
  return { pss: await steadyMib([pid], pssMib), rss: await rssMib(pid) }
}

const rssMib = async (pid: number): Promise<number> =>
  Number(/^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

const toMemoryRow = (what: string, [ofFew, ofMany]: readonly [Memory, Memory]): BenchRow => ({
  what: `${what}: ${ofMany.pss.toFixed(0)} MiB (RSS ${ofMany.rss.toFixed(0)})`,
  against: `${few} instances: ${ofFew.pss.toFixed(0)} MiB (RSS ${ofFew.rss.toFixed(0)})`,
  ratio: ofMany.pss / ofFew.pss,
  goal: '–',
})

/** A label of one instance is changed by the API, and {@link windows} windows, each with a sign-in of its own, fetch that instance again. */
async function measureEvents(browser: Browser, laboratory: BenchLaboratory): Promise<BenchRow[]> {
  const body = await readInstance(laboratory)
  const manager = await measureManager(laboratory, browser)
  const bare = await measureBare(windows - realPages, body)
  const compare = (what: string, read: (times: EventTimes) => Times): BenchRow => ({
    what: `${what}: ${showTimes(read(manager))}`,
    against: `bare Node with ws: ${showTimes(read(bare))}`,
    ratio: read(manager).p95 / read(bare).p95,
    goal: '–',
  })
  return [
    compare(`change until ${windows} windows heard of it`, ({ heard }) => heard),
    compare(`change until ${windows} windows had it`, ({ has }) => has),
    compare(`change until ${realPages} pages in Chromium among them showed it`, ({ shown, has }) => shown ?? has),
  ]
}

const showTimes = ({ p50, p95, max }: Times): string => `${p50.toFixed(0)} ms (95 %: ${p95.toFixed(0)}, longest: ${max.toFixed(0)})`
