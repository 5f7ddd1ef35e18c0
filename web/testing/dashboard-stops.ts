import type { Page } from 'playwright-core'
import { m } from '../i18n/messages.ts'
import type { Stop } from './stops.ts'

/** A name that somebody has, and that nobody may have. */
const typeName = (name: string, answer: () => string) => async (page: Page) => {
  await page.getByRole('button', { name: m.instances.create, exact: true }).first().click()
  await page.getByRole('dialog').getByLabel(m.create.name, { exact: true }).fill(name)
  await page.getByText(answer()).first().waitFor()
}

/** The list of instances as people have it before them all day. */
export const dashboardStops: readonly Stop[] = [
  { name: 'instances-table', path: '/?view=table&sort=state', as: 'ada' },
  { name: 'instances-filtered', path: '/?q=o&label=pilot&view=table', as: 'ada' },
  { name: 'create-taken', path: '/', as: 'ada', prepare: typeName('otree1', () => m.create.suggestions) },
  { name: 'create-free', path: '/', as: 'ada', prepare: typeName('trust-game', () => m.create.nameFree('trust-game')) },
  { name: 'instances-again', path: '/?view=cards&sort=deployed&reverse=true', as: 'ada' },
]
