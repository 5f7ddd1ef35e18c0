import type { Page } from 'playwright-core'
import { m } from '../i18n/messages.ts'
import type { Stop } from './stops.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first()

async function showValue(page: Page): Promise<void> {
  await button(page, m.settings.showValue('API_KEY')).click()
  await page.getByText('sk-example-1234').waitFor()
}

async function addWronglyNamed(page: Page): Promise<void> {
  await button(page, m.settings.addVariable).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(m.settings.variableName).fill('OTREE_REST_KEY')
  await dialog.getByRole('button', { name: m.settings.save }).click()
  await dialog.getByText('OTREE_REST_KEY is the REST key').waitFor()
}

async function paste(page: Page): Promise<void> {
  await button(page, m.settings.pasteVariables).click()
  await page.getByLabel(m.settings.lines).fill('API_KEY=abc\nnonsense')
  await page.getByRole('dialog').getByRole('button', { name: m.settings.save }).click()
  await page.getByText(m.settings.badLine(2)).waitFor()
}

async function askToRemove(page: Page): Promise<void> {
  await button(page, m.common.removeThing('API_KEY')).click()
  await page.getByRole('dialog').waitFor()
}

async function setPassword(page: Page): Promise<void> {
  await button(page, m.instance.more).click()
  await page.getByRole('menuitem', { name: m.instance['set-password'] }).click()
  await page.getByRole('dialog').getByRole('button', { name: m.settings.generate }).click()
  await page.getByRole('button', { name: m.common.copyThing(m.settings.newPassword) }).waitFor()
}

async function scaleTooMuch(page: Page): Promise<void> {
  await button(page, m.settings.changeLimits).click()
  await page.getByLabel(m.settings.memory).fill('900000000')
  await page.getByRole('dialog').getByRole('button', { name: m.settings.save }).click()
  await page.getByText('This machine has less memory').waitFor()
}

const path = '/instances/otree1?tab=settings'

/** How oTree is run. */
export const settingsStops: readonly Stop[] = [
  { name: 'settings', path, as: 'berta', prepare: showValue },
  { name: 'settings-none', path: '/instances/pilot?tab=settings', as: 'berta' },
  { name: 'settings-add', path, as: 'berta', prepare: addWronglyNamed },
  { name: 'settings-paste', path, as: 'berta', prepare: paste },
  { name: 'settings-remove', path, as: 'berta', prepare: askToRemove },
  { name: 'settings-password', path, as: 'berta', prepare: setPassword },
  { name: 'settings-scale', path, as: 'ada', prepare: scaleTooMuch },
]
