import type { Page } from 'playwright-core'
import { helperStops } from './helper-stops.ts'
import { uploadStops } from './upload-stops.ts'

/** One page in one condition, to be looked at. */
export interface Stop {
  readonly name: string
  readonly path: string
  readonly as: 'ada' | 'berta' | 'nobody'
  readonly prepare?: (page: Page) => Promise<unknown>
  /** Ends what was begun. */
  readonly after?: (page: Page) => Promise<unknown>
}

const click = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).first().click()

/** What was started on the first visit is restarted on the next. */
async function startOrRestart(page: Page): Promise<void> {
  const start = page.getByRole('button', { name: 'Start', exact: true })
  if (await start.isVisible()) return start.click()
  await click('More actions')(page)
  await page.getByRole('menuitem', { name: 'Restart' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click()
}

async function signInWrongly(page: Page): Promise<void> {
  await page.getByLabel('Username').fill('berta')
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await click('Sign in')(page)
  await page.getByRole('alert').waitFor()
}

async function forget(page: Page): Promise<void> {
  await page.getByLabel('Username or e-mail address').fill('nobody@example.edu')
  await click('Send the link')(page)
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor()
}

async function testMail(page: Page): Promise<void> {
  await click('Send a test mail')(page)
  await page.getByText('The mail server has taken a mail to ada@example.edu.').waitFor()
}

async function askToReset(page: Page): Promise<void> {
  await click('More actions')(page)
  await page.getByRole('menuitem', { name: 'Delete all sessions and data' }).click()
  await page.getByRole('dialog').waitFor()
}

async function showGit(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Git' }).click()
  await page.getByText('A terminal').click()
}

async function showGitOverHttps(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Git' }).click()
  await page.getByText('HTTPS', { exact: true }).click()
  await page.getByText('VS Code', { exact: true }).click()
}

async function showPackages(page: Page): Promise<void> {
  await page.getByText('All packages', { exact: true }).click()
  await page.getByText('The lock', { exact: true }).click()
}

async function setWrongVersions(page: Page): Promise<void> {
  await page.getByText('Set the versions of oTree and Python', { exact: true }).click()
  await page.getByLabel('Python version').fill('3.5')
  await click('Save')(page)
  await page.getByText('"3.5" is not a Python').waitFor()
}

async function showFiles(page: Page): Promise<void> {
  await click('Show the files')(page)
  const lists = await page.getByText('List of the files', { exact: true }).all()
  for (const list of lists.reverse()) await list.click() // the first one last, so that the picture begins there
}

async function askToRemoveFiles(page: Page): Promise<void> {
  await click('Show the files')(page)
  await page.getByRole('button', { name: /^Remove: / }).click()
  await page.getByRole('dialog').waitFor()
}

/** What is begun in one window is told in the other. */
async function waitForNews(page: Page): Promise<void> {
  const other = await page.context().newPage()
  await other.goto(new URL('/instances/auction', page.url()).href)
  await other.getByRole('tab', { name: 'Code' }).waitFor()
  await startOrRestart(other)
  await page.getByRole('region', { name: 'News' }).getByText('is done').waitFor()
  await other.close()
}

/** Every page, in the conditions that look different. For the laboratory that `fillLaboratory` makes. */
export const stops: readonly Stop[] = [
  { name: 'sign-in', path: '/sign-in', as: 'nobody' },
  { name: 'sign-in-wrong', path: '/sign-in', as: 'nobody', prepare: signInWrongly },
  { name: 'forgotten', path: '/forgotten', as: 'nobody' },
  { name: 'forgotten-sent', path: '/forgotten', as: 'nobody', prepare: forget },
  { name: 'invitation-no-token', path: '/invitation', as: 'nobody' },
  { name: 'invitation-used', path: '/invitation#abc', as: 'nobody' },
  { name: 'setup', path: '/setup#abc', as: 'nobody' },
  { name: 'instances-own', path: '/', as: 'berta' },
  { name: 'instance-code', path: '/instances/otree1', as: 'berta' },
  { name: 'instance-packages', path: '/instances/otree1', as: 'berta', prepare: showPackages },
  { name: 'instance-versions', path: '/instances/otree1', as: 'berta', prepare: setWrongVersions },
  { name: 'instance-update', path: '/instances/otree1', as: 'berta', prepare: click('Update packages') },
  { name: 'instance-files', path: '/instances/otree1', as: 'berta', prepare: showFiles },
  { name: 'instance-files-remove', path: '/instances/otree1', as: 'berta', prepare: askToRemoveFiles },
  { name: 'instance-folder', path: '/instances/otree1', as: 'berta', prepare: click('Change the folder of the project') },
  { name: 'instance-otree', path: '/instances/otree1?tab=otree', as: 'berta', prepare: click('Show the password') },
  { name: 'instance-rooms', path: '/instances/otree1?tab=rooms', as: 'berta', prepare: click('Show the labels') },
  { name: 'instance-logs', path: '/instances/otree1?tab=logs', as: 'berta' },
  { name: 'instance-history', path: '/instances/otree1?tab=history', as: 'berta', prepare: click('Deployment') },
  { name: 'instance-pilot', path: '/instances/pilot', as: 'berta' },
  { name: 'instance-failed', path: '/instances/dictator', as: 'berta' },
  { name: 'account', path: '/account', as: 'berta' },
  { name: 'account-key', path: '/account', as: 'berta', prepare: click('Add key') },
  { name: 'instances', path: '/', as: 'ada' },
  { name: 'instances-trash', path: '/?state=trashed', as: 'ada' },
  { name: 'news', path: '/', as: 'ada', prepare: waitForNews },
  { name: 'instances-no-match', path: '/?q=zebra', as: 'ada' },
  { name: 'create', path: '/', as: 'ada', prepare: click('Create instance') },
  { name: 'instance-menu', path: '/instances/otree1', as: 'ada', prepare: click('More actions') },
  { name: 'instance-reset', path: '/instances/otree1', as: 'ada', prepare: askToReset },
  { name: 'instance-task', path: '/instances/auction', as: 'ada', prepare: startOrRestart },
  { name: 'instance-trashed', path: '/instances/old-study', as: 'ada' },
  { name: 'instance-gone', path: '/instances/nothing', as: 'ada' },
  { name: 'people', path: '/people', as: 'ada' },
  { name: 'people-create', path: '/people', as: 'ada', prepare: click('Create person') },
  { name: 'audit', path: '/audit', as: 'ada' },
  { name: 'health', path: '/health', as: 'ada' },
  { name: 'health-mail', path: '/health', as: 'ada', prepare: testMail },
  { name: 'not-found', path: '/no/such/page', as: 'ada' },
  ...helperStops,
  ...uploadStops,
  // The browser remembers the way by git, so these are the last.
  { name: 'instance-git', path: '/instances/pilot', as: 'berta', prepare: showGit },
  { name: 'instance-git-https', path: '/instances/otree1', as: 'berta', prepare: showGitOverHttps },
]
