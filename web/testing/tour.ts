import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { findLanguage } from '../../src/domain/language.ts'
import { launchBrowser } from '../../test/support/browser.ts'
import { locales } from '../i18n/languages.ts'
import { speak } from '../i18n/messages.ts'
import { fillLaboratory, samplePlaying } from './fill-laboratory.ts'
import { openSampleLaboratory, type SampleLaboratory } from './sample-laboratory.ts'
import { stops } from './stops.ts'
import { signIn, visit } from './visit.ts'

// Takes a picture of each page, narrow and wide, light and dark, and prints what is wrong with it:
//   node web/testing/tour.ts [--language de] DIRECTORY [part of a name,…]

const { values, positionals } = parseArgs({ allowPositionals: true, options: { language: { type: 'string', default: 'en' } } })
const [directory = 'build/tour', only = ''] = positionals
const spoken = findLanguage([values.language]) ?? 'en'
await speak(spoken)
const laboratory: SampleLaboratory = await openSampleLaboratory({
  during: (signal) => sleep(400, undefined, { signal }),
  isProjectBroken: () => false,
  activity: samplePlaying(() => laboratory),
})
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
  for (const as of ['nobody', 'berta', 'ada'] as const) {
    const mine = stops.filter((stop) => stop.as === as && only.split(',').some((part) => stop.name.includes(part)))
    if (mine.length === 0) continue
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      reducedMotion: 'reduce',
      locale: locales[spoken],
    })
    if (as !== 'nobody') await signIn(context, laboratory.url, as)
    for (const stop of mine) {
      const name = `${stop.name}-${width}-${colorScheme}`
      const complaints = await visit(context, laboratory.url, { stop, picture: join(directory, `${name}.png`) })
      for (const complaint of complaints) console.log(`${name}: ${complaint}`)
    }
    await context.close()
  }
}
