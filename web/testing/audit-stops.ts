import type { Page } from 'playwright-core'
import { m } from '../i18n/messages.ts'
import type { Stop } from './stops.ts'

const filtered = '/audit?who=berta&action=sign-in&result=allowed'

async function waitForOne(page: Page): Promise<void> {
  await page.getByRole('cell', { name: m.audit.actions['sign-in'] }).first().waitFor()
}

/** The audit log, whole and of one instance. */
export const auditStops: readonly Stop[] = [
  { name: 'audit', path: '/audit', as: 'ada' },
  { name: 'audit-filtered', path: filtered, as: 'ada', prepare: waitForOne },
  { name: 'audit-no-match', path: '/audit?text=zebra&since=2026-01-01', as: 'ada' },
  { name: 'instance-history-log', path: '/instances/otree1?tab=history&part=log', as: 'ada' },
]
