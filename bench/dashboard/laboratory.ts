import type { Browser, BrowserContext } from 'playwright-core'
import managerFlags from '../../scripts/setup/manager-flags.json' with { type: 'json' }
import { fillDataDir } from '../../test/support/filled-data-dir.ts'
import { makeDataDir, type RunningManager, removeDataDir, startManager } from '../../test/support/running-manager.ts'

/** A manager as `npm start` runs it. Its instances are rows of the store that look as if they had been stopped: no oTree is needed to show them. */
export interface BenchLaboratory {
  readonly instances: number
  readonly manager: RunningManager
  /** One for each browser in which the super-user is signed in. */
  readonly cookies: readonly string[]
  close(): Promise<void>
}

export async function openBenchLaboratory(instances: number, signIns: number): Promise<BenchLaboratory> {
  const dataDir = await makeDataDir()
  const cookies = await fillDataDir(dataDir, { instances, signIns })
  const manager = await startManager({ dataDir, nodeArgs: managerFlags })
  return {
    instances,
    manager,
    cookies,
    async close() {
      await manager.stop()
      await removeDataDir(dataDir)
    },
  }
}

/** A browser of its own, with nothing in its cache, signed in. */
export async function openSignedIn(browser: Browser, { manager }: BenchLaboratory, cookie: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const [name = '', value = ''] = cookie.split(/=(.*)/s)
  await context.addCookies([{ name, value, url: manager.url }])
  return context
}
