import type { Page } from 'playwright-core'
import { launchBrowser } from '../../test/support/browser.ts'
import { fillLaboratory } from './fill-laboratory.ts'
import { openSampleLaboratory, type SampleLaboratory, type SampleOptions } from './sample-laboratory.ts'
import { signIn } from './visit.ts'

/** Somebody at their browser, signed in to a filled laboratory. */
export interface Visitor {
  readonly laboratory: SampleLaboratory
  readonly page: Page
  /** Ends both. */
  close(): Promise<void>
}

export async function openVisitor(username: Parameters<typeof signIn>[2], options: SampleOptions = {}): Promise<Visitor> {
  const laboratory = await openSampleLaboratory(options)
  const browser = await launchBrowser()
  await fillLaboratory(laboratory)
  const context = await browser.newContext({ reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'] })
  context.setDefaultTimeout(60_000)
  return {
    laboratory,
    page: await signIn(context, laboratory.url, username),
    async close() {
      await browser.close()
      await laboratory.close()
    },
  }
}
