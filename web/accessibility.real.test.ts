import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../test/support/browser.ts'
import { fillLaboratory, samplePlaying } from './testing/fill-laboratory.ts'
import { openSampleLaboratory, type SampleLaboratory } from './testing/sample-laboratory.ts'
import { type Stop, stops } from './testing/stops.ts'
import { signIn, visit } from './testing/visit.ts'

let laboratory: SampleLaboratory
let browser: Browser

beforeAll(async () => {
  laboratory = await openSampleLaboratory({ isProjectBroken: () => false, activity: samplePlaying(() => laboratory) })
  browser = await launchBrowser()
  await fillLaboratory(laboratory)
})
afterAll(async () => {
  await browser?.close()
  await laboratory?.close()
})

/** Each width and each colour once; `testing/tour.ts` looks at all four. What has to be pressed is pressed on the phone. */
const [phone, desk] = [
  { width: 390, colorScheme: 'dark' },
  { width: 1440, colorScheme: 'light' },
] as const

describe('on a phone in the dark, and at a desk by day', () => {
  const contexts = new Map<Stop['as'], BrowserContext>()
  const contextOf = async (as: Stop['as']): Promise<BrowserContext> => {
    const known = contexts.get(as)
    if (known) return known
    const { width, colorScheme } = phone
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' })
    contexts.set(as, context)
    if (as !== 'nobody') await signIn(context, laboratory.url, as)
    return context
  }
  afterAll(async () => {
    for (const context of contexts.values()) await context.close()
  })

  it.each(stops)('the page "$name" can be used by everybody, fits, and keeps to its security policy', async (stop) => {
    expect(await visit(await contextOf(stop.as), laboratory.url, { stop, also: desk })).toEqual([])
  })
})
