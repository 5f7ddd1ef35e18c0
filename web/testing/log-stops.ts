import type { Page } from 'playwright-core'
import { m } from '../i18n/messages.ts'
import type { Stop } from './stops.ts'

const path = '/instances/otree1?tab=logs'

async function openError(page: Page): Promise<void> {
  await page.getByRole('button', { name: /ZeroDivisionError/ }).click()
  await page.getByRole('region', { name: m.logs.traceback('ZeroDivisionError') }).waitFor()
}

async function search(page: Page): Promise<void> {
  await page.getByLabel(m.logs.search).fill('page 5')
  await page.getByText(/11 /).first().waitFor()
}

/** What oTree prints. */
export const logStops: readonly Stop[] = [
  { name: 'instance-logs', path, as: 'berta' },
  { name: 'instance-logs-error', path, as: 'berta', prepare: openError },
  { name: 'instance-logs-search', path, as: 'berta', prepare: search },
]
