import type { Page } from 'playwright-core'
import { m } from '../i18n/messages.ts'
import type { Stop } from './stops.ts'

const click = (name: () => string) => (page: Page) => page.getByRole('button', { name: name(), exact: true }).first().click()

async function letWrongPersonIn(page: Page): Promise<void> {
  await click(() => m.helpers.add)(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(m.fields.username).fill('nobody')
  await dialog.getByText(m.helpers.roles.assistant, { exact: true }).click()
  await dialog.getByRole('button', { name: m.helpers.addSubmit, exact: true }).click()
  await dialog.getByText('There is nobody with the username').waitFor()
}

async function askToRemove(page: Page): Promise<void> {
  await click(() => m.helpers.actionsOf('David Dreyer'))(page)
  await page.getByRole('menuitem', { name: m.helpers.remove }).click()
  await page.getByRole('dialog').waitFor()
}

/** Those who work with one instance, as they see it. */
export const helperStops: readonly Stop[] = [
  { name: 'instance-people', path: '/instances/otree1?tab=people', as: 'berta' },
  {
    name: 'instance-people-menu',
    path: '/instances/otree1?tab=people',
    as: 'berta',
    prepare: click(() => m.helpers.actionsOf('Clara Cohn')),
  },
  { name: 'instance-people-add', path: '/instances/otree1?tab=people', as: 'berta', prepare: letWrongPersonIn },
  { name: 'instance-people-remove', path: '/instances/otree1?tab=people', as: 'berta', prepare: askToRemove },
  {
    name: 'instance-people-hand-over',
    path: '/instances/otree1?tab=people',
    as: 'berta',
    prepare: click(() => m.helpers.handOverTitle('otree1')),
  },
  { name: 'instance-people-nobody', path: '/instances/pilot?tab=people', as: 'berta' },
  { name: 'instance-people-co-experimenter', path: '/instances/trust-game-2?tab=people', as: 'berta' },
  { name: 'instance-assistant', path: '/instances/lab-session', as: 'berta' },
  { name: 'instance-assistant-rooms', path: '/instances/lab-session?tab=rooms', as: 'berta' },
  { name: 'instance-people-assistant', path: '/instances/lab-session?tab=people', as: 'berta' },
  { name: 'instances-shared', path: '/?of=shared', as: 'berta' },
]
