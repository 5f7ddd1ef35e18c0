import type { Page } from 'playwright-core'
import { m } from '../i18n/messages.ts'
import type { Stop } from './stops.ts'

/** Chooses from the menu of somebody in the list of people. */
const ask = (name: string, deed: () => string) => async (page: Page) => {
  await page.getByRole('button', { name: m.people.actionsOf(name) }).click()
  await page.getByRole('menuitem', { name: deed(), exact: true }).click()
  await page.getByRole('dialog').getByRole('button').first().waitFor()
}

async function chooseHeir(page: Page): Promise<void> {
  await ask('Berta Blum', () => m.people.delete)(page)
  await page.getByRole('combobox', { name: m.people.heir }).fill('c')
  await page.getByRole('option', { name: 'Clara Cohn (clara)' }).waitFor()
}

async function forgetHeir(page: Page): Promise<void> {
  await ask('Berta Blum', () => m.people.delete)(page)
  await page.getByRole('dialog').getByRole('button', { name: m.people.delete }).click()
  await page.getByText(m.people.heirMissing).waitFor()
}

async function takeOwnRight(page: Page): Promise<void> {
  await ask('Ada Ahrens', () => m.people.edit)(page)
  await page.getByRole('switch', { name: m.people.superUser }).click({ force: true })
  await page.getByText(m.people.ownRole).waitFor()
}

/** The pages of super-users about people. */
export const peopleStops: readonly Stop[] = [
  { name: 'people', path: '/people', as: 'ada' },
  { name: 'people-no-match', path: '/people?q=zebra', as: 'ada' },
  {
    name: 'people-menu',
    path: '/people',
    as: 'ada',
    prepare: (page) => page.getByRole('button', { name: m.people.actionsOf('Berta Blum') }).click(),
  },
  { name: 'people-create', path: '/people', as: 'ada', prepare: (page) => page.getByRole('button', { name: m.people.create }).click() },
  { name: 'people-edit', path: '/people', as: 'ada', prepare: ask('Berta Blum', () => m.people.edit) },
  { name: 'people-edit-own', path: '/people', as: 'ada', prepare: takeOwnRight },
  { name: 'people-sign-ins', path: '/people', as: 'ada', prepare: ask('Ada Ahrens', () => m.people.signIns) },
  { name: 'people-force', path: '/people', as: 'ada', prepare: ask('Berta Blum', () => m.people.force) },
  { name: 'people-deactivate', path: '/people', as: 'ada', prepare: ask('Berta Blum', () => m.people.deactivate) },
  { name: 'people-delete', path: '/people', as: 'ada', prepare: chooseHeir },
  { name: 'people-delete-refused', path: '/people', as: 'ada', prepare: forgetHeir },
]
