import type { Page } from 'playwright-core'
import { m } from '../i18n/messages.ts'
import { activityStops } from './activity-stops.ts'
import { auditStops } from './audit-stops.ts'
import { dashboardStops } from './dashboard-stops.ts'
import { samplePasswords } from './fill-laboratory.ts'
import { helperStops } from './helper-stops.ts'
import { logStops } from './log-stops.ts'
import { peopleStops } from './people-stops.ts'
import { settingsStops } from './settings-stops.ts'
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

/** What is on a page is found by its own words, which are asked for when they are needed: the language is chosen after this file is read. */
const click = (name: string | (() => string)) => (page: Page) =>
  page
    .getByRole('button', { name: typeof name === 'string' ? name : name(), exact: true })
    .first()
    .click()

/** What was started on the first visit is restarted on the next. */
async function startOrRestart(page: Page): Promise<void> {
  const start = page.getByRole('button', { name: m.instance.start, exact: true })
  if (await start.isVisible()) return start.click()
  await click(() => m.instance.more)(page)
  await page.getByRole('menuitem', { name: m.instance.restart }).click()
  await page.getByRole('dialog').getByRole('button', { name: m.instance.restart }).click()
}

async function signInWrongly(page: Page): Promise<void> {
  await page.getByLabel(m.signIn.username).fill('berta')
  await page.getByLabel(m.signIn.password, { exact: true }).fill('not the password')
  await click(() => m.signIn.submit)(page)
  await page.getByRole('alert').waitFor()
}

async function forget(page: Page): Promise<void> {
  await page.getByLabel('Username or e-mail address').fill('nobody@example.edu')
  await click('Send the link')(page)
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor()
}

async function testMail(page: Page): Promise<void> {
  await click(() => m.mail.test)(page)
  await page.getByText(m.mail.tested('ada@example.edu')).waitFor()
}

async function askToReset(page: Page): Promise<void> {
  await click(() => m.instance.more)(page)
  await page.getByRole('menuitem', { name: m.instance.reset }).click()
  await page.getByRole('dialog').waitFor()
}

const askFor = (verb: () => string) => async (page: Page) => {
  await click(() => m.instance.more)(page)
  await page.getByRole('menuitem', { name: verb(), exact: true }).click()
  await page.getByRole('dialog').waitFor()
}

/** Whom that disturbs, and that the box is not ticked. */
async function stopWhilePeoplePlay(page: Page): Promise<void> {
  await askFor(() => m.instance.stop)(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByText(m.playing.people(3)).waitFor()
  await dialog.getByRole('button', { name: m.instance.stop, exact: true }).click()
  await dialog.getByText(m.playing.consentNeeded.people).waitFor()
}

async function writeLabels(page: Page): Promise<void> {
  await click(() => m.labels.edit)(page)
  await page.getByRole('combobox', { name: m.labels.labels }).fill('summer 2027')
  await page.keyboard.press('Enter')
}

async function showGit(page: Page): Promise<void> {
  await page.getByRole('tab', { name: m.code.ways.git }).click()
  await page.getByText(m.git.terminal.title, { exact: true }).click()
}

async function showGitOverHttps(page: Page): Promise<void> {
  await page.getByRole('tab', { name: m.code.ways.git }).click()
  await page.getByText(m.git.https, { exact: true }).click()
  await page.getByText(m.git.vscode.title, { exact: true }).click()
}

async function showPackages(page: Page): Promise<void> {
  await page.getByText(m.packages.all, { exact: true }).click()
  await page.getByText(m.packages.lock, { exact: true }).click()
}

async function setWrongVersions(page: Page): Promise<void> {
  await page.getByText(m.packages.setTitle, { exact: true }).click()
  await page.getByLabel(m.otree.pythonVersion).fill('3.5')
  await click(() => m.packages.save)(page)
  await page.getByText('"3.5" is not a Python').waitFor()
}

async function showFiles(page: Page): Promise<void> {
  await click(() => m.files.show)(page)
  const lists = await page.getByText(m.files.list, { exact: true }).all()
  for (const list of lists.reverse()) await list.click() // the first one last, so that the picture begins there
}

async function askToRemoveFiles(page: Page): Promise<void> {
  await click(() => m.files.show)(page)
  await page.getByRole('button', { name: `${m.files.remove}: ` }).click()
  await page.getByRole('dialog').waitFor()
}

/** As far as the picture for the app; it counts only with a code. */
async function setUpSecondFactor(page: Page): Promise<void> {
  await click(() => m.secondFactor.setUp)(page)
  await page.getByLabel(m.account.ownPassword, { exact: true }).fill(samplePasswords.berta)
  await click(() => m.secondFactor.next)(page)
  await page.getByRole('img', { name: m.secondFactor.qr }).waitFor()
}

/** Somebody whose phone shows codes, after the right password. */
async function signInWithSecondFactor(page: Page): Promise<void> {
  await page.getByLabel(m.signIn.username).fill('emil')
  await page.getByLabel(m.signIn.password, { exact: true }).fill(samplePasswords.emil)
  await click(() => m.signIn.submit)(page)
  await page.getByLabel(m.signIn.code).fill('not a code')
  await click(() => m.signIn.submit)(page)
  await page.getByRole('alert').waitFor()
}

async function askToBringBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: m.code.bringBack }).first().click()
  await page.getByRole('dialog').waitFor()
}

async function showFirstKey(page: Page): Promise<void> {
  await page.getByRole('tab', { name: m.code.ways.git }).click()
  await page.getByText(m.git.key.title, { exact: true }).click()
  await page.getByText(m.git.exists.title('otree1'), { exact: true }).click()
}

/** What is begun in one window is told in the other. */
async function waitForNews(page: Page): Promise<void> {
  const other = await page.context().newPage()
  await other.goto(new URL('/instances/auction', page.url()).href)
  await other.getByRole('tab', { name: m.instance.tabs.code }).waitFor()
  await startOrRestart(other)
  await page
    .getByRole('region', { name: m.toasts.label })
    .getByRole('link', { name: m.toasts.show('auction') })
    .waitFor()
  await other.close()
}

/** Every page, in the conditions that look different. For the laboratory that `fillLaboratory` makes. */
export const stops: readonly Stop[] = [
  { name: 'sign-in', path: '/sign-in', as: 'nobody' },
  { name: 'sign-in-wrong', path: '/sign-in', as: 'nobody', prepare: signInWrongly },
  { name: 'forgotten', path: '/forgotten', as: 'nobody' },
  { name: 'forgotten-sent', path: '/forgotten', as: 'nobody', prepare: forget },
  { name: 'sign-in-code', path: '/sign-in', as: 'nobody', prepare: signInWithSecondFactor },
  { name: 'invitation-no-token', path: '/invitation', as: 'nobody' },
  { name: 'invitation-used', path: '/invitation#abc', as: 'nobody' },
  { name: 'setup', path: '/setup#abc', as: 'nobody' },
  { name: 'instances-own', path: '/', as: 'berta' },
  { name: 'instance-code', path: '/instances/otree1', as: 'berta' },
  { name: 'instance-bring-back', path: '/instances/otree1', as: 'berta', prepare: askToBringBack },
  { name: 'instance-packages', path: '/instances/otree1', as: 'berta', prepare: showPackages },
  { name: 'instance-versions', path: '/instances/otree1', as: 'berta', prepare: setWrongVersions },
  { name: 'instance-update', path: '/instances/otree1', as: 'berta', prepare: click(() => m.packages.update) },
  { name: 'instance-files', path: '/instances/otree1', as: 'berta', prepare: showFiles },
  { name: 'instance-files-remove', path: '/instances/otree1', as: 'berta', prepare: askToRemoveFiles },
  { name: 'instance-folder', path: '/instances/otree1', as: 'berta', prepare: click(() => m.code.changeFolder) },
  { name: 'instance-labels', path: '/instances/otree1', as: 'berta', prepare: writeLabels },
  { name: 'instance-labelled', path: '/instances/pilot', as: 'berta' },
  { name: 'instance-rename', path: '/instances/otree1', as: 'berta', prepare: askFor(() => m.instance.rename) },
  { name: 'instance-copy', path: '/instances/otree1', as: 'ada', prepare: askFor(() => m.instance.copy) },
  { name: 'instance-trashed', path: '/instances/old-study', as: 'ada' },
  { name: 'instance-purge', path: '/instances/old-study', as: 'ada', prepare: askFor(() => m.instance.purge) },
  { name: 'instance-copies', path: '/instances/otree1?tab=otree', as: 'berta' },
  { name: 'instance-otree', path: '/instances/otree1?tab=otree', as: 'berta', prepare: click(() => m.otree.showPassword) },
  { name: 'instance-rooms', path: '/instances/otree1?tab=rooms', as: 'berta', prepare: click(() => m.rooms.showLabels) },
  { name: 'instance-history', path: '/instances/otree1?tab=history', as: 'berta', prepare: click(() => m.kinds['deploy-instance'].label) },
  { name: 'instance-pilot', path: '/instances/pilot', as: 'berta' },
  { name: 'instance-failed', path: '/instances/dictator', as: 'berta' },
  { name: 'account', path: '/account', as: 'berta' },
  { name: 'account-security', path: '/account?tab=security', as: 'berta' },
  { name: 'account-second-factor', path: '/account?tab=security', as: 'berta', prepare: setUpSecondFactor },
  { name: 'account-passkey', path: '/account?tab=security', as: 'berta', prepare: click(() => m.passkeys.add) },
  { name: 'account-keys', path: '/account?tab=keys', as: 'berta' },
  { name: 'account-key', path: '/account?tab=keys', as: 'berta', prepare: click(() => m.account.addKey) },
  { name: 'account-activity', path: '/account?tab=activity', as: 'berta' },
  { name: 'instances', path: '/', as: 'ada' },
  ...dashboardStops,
  { name: 'instances-trash', path: '/?state=trashed', as: 'ada' },
  { name: 'news', path: '/', as: 'ada', prepare: waitForNews },
  { name: 'instances-no-match', path: '/?q=zebra', as: 'ada' },
  { name: 'create', path: '/', as: 'ada', prepare: click(() => m.instances.create) },
  { name: 'instance-menu', path: '/instances/otree1', as: 'ada', prepare: click(() => m.instance.more) },
  { name: 'instance-reset', path: '/instances/otree1', as: 'ada', prepare: askToReset },
  { name: 'instance-task', path: '/instances/auction', as: 'ada', prepare: startOrRestart },
  { name: 'instance-playing', path: '/instances/lab-session', as: 'ada', prepare: stopWhilePeoplePlay },
  { name: 'instance-gone', path: '/instances/nothing', as: 'ada' },
  ...peopleStops,
  ...activityStops,
  ...logStops,
  ...auditStops,
  { name: 'health-mail', path: '/health', as: 'ada', prepare: testMail },
  { name: 'not-found', path: '/no/such/page', as: 'ada' },
  ...helperStops,
  ...settingsStops,
  ...uploadStops,
  // The browser remembers the way by git, so these are the last.
  { name: 'instance-git', path: '/instances/pilot', as: 'berta', prepare: showGit },
  { name: 'instance-git-key', path: '/instances/otree1', as: 'berta', prepare: showFirstKey },
  { name: 'instance-git-https', path: '/instances/otree1', as: 'berta', prepare: showGitOverHttps },
]
