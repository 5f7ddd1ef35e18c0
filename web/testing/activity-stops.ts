import type { Page } from 'playwright-core'
import { m } from '../i18n/messages.ts'
import type { Stop } from './stops.ts'

const path = '/instances/otree1?tab=activity'

async function waitForCharts(page: Page): Promise<void> {
  await page.locator('.recharts-line').first().waitFor()
}

async function showTable(page: Page): Promise<void> {
  await waitForCharts(page)
  await page.getByRole('button', { name: m.activity.showTable }).click()
  await page.getByRole('table', { name: m.activity.table }).waitFor()
}

async function showWeek(page: Page): Promise<void> {
  await page.getByText(m.activity.ranges.week, { exact: true }).click()
  await waitForCharts(page)
}

async function showMachine(page: Page): Promise<void> {
  await waitForCharts(page)
  await page.getByRole('heading', { name: m.machine.title }).evaluate((heading) => heading.scrollIntoView())
}

/** What was measured. */
export const activityStops: readonly Stop[] = [
  { name: 'instance-activity', path, as: 'berta', prepare: waitForCharts },
  { name: 'instance-activity-week', path, as: 'berta', prepare: showWeek },
  { name: 'instance-activity-table', path, as: 'berta', prepare: showTable },
  { name: 'health', path: '/health', as: 'ada', prepare: showMachine },
  { name: 'instance-activity-nothing', path: '/instances/pilot?tab=activity', as: 'berta' },
]
