import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SampleLaboratory } from './testing/sample-laboratory.ts'
import { openVisitor, type Visitor } from './testing/visitor.ts'

// Berta and Carl, each at their own browser; no page is loaded anew unless it says so. Each test goes on where the one before ended.

let visitor: Visitor
let laboratory: SampleLaboratory
let berta: Page
let carl: Page

beforeAll(async () => {
  visitor = await openVisitor('berta')
  ;({ laboratory, page: berta } = visitor)
  carl = await signInAsCarl()
})
afterAll(() => visitor?.close())

async function signInAsCarl(): Promise<Page> {
  const password = 'a lamp in the rain'
  await laboratory.person({ username: 'carl', name: 'Carl Conrad', password })
  const context = await berta.context().browser()?.newContext({ reducedMotion: 'reduce' })
  if (!context) throw new Error('There is no browser.')
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  await page.goto(`${laboratory.url}/sign-in`)
  await page.getByLabel('Username').fill('carl')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await button(page, 'Sign in').click()
  await page.getByText('No instances yet').waitFor()
  return page
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const card = (page: Page, name: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) })
const tabs = async (page: Page): Promise<string[]> => page.getByRole('tab').allTextContents()
const open = (page: Page, path: string) => page.goto(laboratory.url + path)

async function letIn(username: string, role: 'Assistant' | 'Co-experimenter'): Promise<void> {
  await button(berta, 'Let somebody in').click()
  const dialog = berta.getByRole('dialog', { name: 'Let somebody in' })
  await dialog.getByLabel('Username').fill(username)
  await dialog.getByRole('radio', { name: role }).check()
  await button(berta, 'Let in').click()
}

describe('letting somebody in', () => {
  it('says at the field when nobody is called so', async () => {
    await open(berta, '/instances/auction?tab=people')
    await berta.getByText('Nobody else works with it so far.').waitFor()
    await letIn('carla', 'Assistant')
    await berta.getByRole('dialog').getByText('There is nobody with the username "carla"').waitFor()
    await berta.getByLabel('Username').fill('Carl C')
    await button(berta, 'Let in').click()
    await berta.getByRole('dialog').getByText('Use 3 to 40 lower-case letters').waitFor()
    await button(berta, 'Cancel').click()
  })

  it('shows the instance in a window that the other one has open', async () => {
    await letIn('carl', 'Assistant')
    await berta.getByText('Carl Conrad sees this instance now.').waitFor()
    await row(berta, 'Carl Conrad').getByText('Assistant').waitFor()
    await card(carl, 'auction').getByText('Shared by').waitFor()
    expect(await card(carl, 'auction').textContent()).toMatch(/Shared by\s*berta\s*You are\s*Assistant/)
  })
})

describe('an assistant', () => {
  it('sees of the instance only what has something in it for them', async () => {
    await carl.getByRole('link', { name: 'auction', exact: true }).click()
    await carl.getByText('Ask berta when it is needed again.').waitFor()
    expect(await tabs(carl)).toEqual(['oTree', 'Rooms', 'People'])
    await carl.getByText('Address for participants').waitFor()
    for (const name of ['Start', 'More actions', 'Open oTree', 'Show the password']) expect(await button(carl, name).count()).toBe(0)
    await carl.getByRole('tab', { name: 'People' }).click()
    await row(carl, 'Carl Conrad (you)').getByText('See its state, rooms and labels.').waitFor()
    expect(await button(carl, 'Let somebody in').count()).toBe(0)
    expect(await button(carl, 'Hand auction over').count()).toBe(0)
  })

  it('hears that something is done, and asks for nothing that they may not see', async () => {
    const refused: string[] = []
    carl.on('response', (response) => void (response.status() >= 400 && refused.push(`${response.status()} ${response.url()}`)))
    await open(carl, '/')
    await button(berta, 'Start').click()
    await card(carl, 'auction').getByText('Ready to use').waitFor()
    await carl.getByRole('link', { name: 'auction', exact: true }).click()
    await heading(carl, 'auction').waitFor()
    await carl.getByRole('tab', { name: 'Rooms' }).click()
    await carl.getByText('As soon as the project has rooms').waitFor()
    expect(refused).toEqual([])
  })
})

describe('changing what somebody may do', () => {
  it('opens more of the page that they are looking at', async () => {
    await button(berta, 'Actions for Carl Conrad').click()
    await berta.getByRole('menuitem', { name: 'Change what they may do' }).click()
    const dialog = berta.getByRole('dialog', { name: 'What may Carl Conrad do?' })
    await dialog.getByRole('radio', { name: 'Co-experimenter' }).check()
    await button(berta, 'Save').click()
    await carl.getByRole('tab', { name: 'Logs' }).waitFor()
    expect(await tabs(carl)).toEqual(['Code', 'oTree', 'Rooms', 'Settings', 'Logs', 'Activity', 'History', 'People'])
    await button(carl, 'More actions').waitFor()
  })

  it('gives and takes the right to pay participants', async () => {
    const change = async (isGiven: boolean): Promise<void> => {
      await button(berta, 'Actions for David Dreyer').click()
      await berta.getByRole('menuitem', { name: 'Change what they may do' }).click()
      await berta.getByRole('switch', { name: 'May pay participants' }).setChecked(isGiven, { force: true })
      await button(berta, 'Save').click()
    }
    await letIn('david', 'Assistant')
    await row(berta, 'David Dreyer').waitFor()
    expect(await row(berta, 'David Dreyer').textContent()).not.toContain('May also pay participants.')
    await change(true)
    await row(berta, 'David Dreyer').getByText('May also pay participants.').waitFor()
    await change(false)
    await row(berta, 'David Dreyer')
      .getByText(/no log\.$/)
      .waitFor()
  })

  it('says nothing of the admin password when an assistant is to be removed, who cannot read it', async () => {
    await button(berta, 'Actions for David Dreyer').click()
    await berta.getByRole('menuitem', { name: 'Remove from this instance' }).click()
    await berta.getByRole('dialog').getByText('David Dreyer does not see this instance any more').waitFor()
    expect(await berta.getByRole('dialog').textContent()).not.toContain('admin password')
    await button(berta, 'Cancel').click()
  })
})

describe('losing an instance that is open', () => {
  it('leads to a sentence that says whom to ask, also while the log is followed', async () => {
    await carl.getByRole('tab', { name: 'Logs' }).click()
    await carl.getByText('was sent').first().waitFor()
    await button(berta, 'Actions for Carl Conrad').click()
    await berta.getByRole('menuitem', { name: 'Remove from this instance' }).click()
    await berta.getByRole('dialog').getByText('Carl Conrad may know the admin password of oTree.').waitFor()
    await button(berta, 'Remove').click()
    await heading(carl, 'You do not see auction any more').waitFor()
    await carl.getByText('It is not shared with you any more. If you think that this is a mistake, ask berta.').waitFor()
    expect(await tabs(carl)).toEqual([])
    await row(berta, 'Carl Conrad').waitFor({ state: 'detached' })
    await carl.getByRole('link', { name: 'All instances' }).click()
    await carl.getByText('No instances yet').waitFor()
  })

  it('is the same as never having had it once the page is loaded anew', async () => {
    await open(carl, '/instances/auction')
    await heading(carl, 'No such instance').waitFor()
  })
})

it('a helper leaves by themselves', async () => {
  await letIn('carl', 'Co-experimenter')
  await row(berta, 'Carl Conrad').waitFor()
  await open(carl, '/instances/auction?tab=people')
  await button(carl, 'Leave this instance').click()
  await carl.getByRole('dialog').getByText('Only berta or a super-user can let you in again.').waitFor()
  await button(carl, 'Leave').click()
  await carl.getByText('No instances yet').waitFor()
  await row(berta, 'Carl Conrad').waitFor({ state: 'detached' })
})

describe('handing over', () => {
  async function handOver(page: Page, { to, keep }: { readonly to: string; readonly keep: string }): Promise<void> {
    await button(page, 'Hand auction over').click()
    const dialog = page.getByRole('dialog', { name: 'Hand auction over' })
    await dialog.getByText('Whoever hands it over cannot take it back.').waitFor()
    await dialog.getByLabel('New owner').fill(to)
    await dialog.getByRole('radio', { name: keep }).check()
    await button(page, 'Hand over').click()
  }

  it('is refused at the field when nothing would change', async () => {
    await handOver(berta, { to: 'berta', keep: 'Co-experimenter' })
    await berta.getByRole('dialog').getByText('"berta" owns "auction" already').waitFor()
    await button(berta, 'Cancel').click()
  })

  it('makes it another one’s in every open window; the former owner stays as what was said', async () => {
    await open(carl, '/')
    await carl.getByText('No instances yet').waitFor()
    await handOver(berta, { to: 'carl', keep: 'Co-experimenter' })
    await berta.getByText('auction belongs to carl now.').waitFor()
    await row(berta, 'Berta Blum (you)').getByText('Co-experimenter', { exact: true }).waitFor()
    expect(await button(berta, 'Hand auction over').count()).toBe(0)
    await card(carl, 'auction').getByText('Owner').waitFor()
  })

  it('leads whoever keeps nothing back to their instances', async () => {
    await open(carl, '/instances/auction?tab=people')
    await handOver(carl, { to: 'berta', keep: 'Not part of it any more' })
    await carl.getByText('No instances yet').waitFor()
    await row(berta, 'Berta Blum (you)').getByText('Owner', { exact: true }).waitFor()
  })
})

it('the list can be narrowed to one’s own and to what is shared', async () => {
  await open(berta, '/')
  const names = () => berta.getByRole('list', { name: 'List of instances' }).getByRole('heading').allTextContents()
  const whose = berta.getByLabel('Whose')
  await card(berta, 'lab-session').waitFor()
  expect(await names()).toEqual(['auction', 'dictator', 'lab-session', 'otree1', 'pilot', 'trust-game-2'])
  await whose.selectOption('Shared with me')
  await berta.getByText('2 of 6 instances').waitFor()
  expect(await names()).toEqual(['lab-session', 'trust-game-2'])
  expect(new URL(berta.url()).search).toBe('?of=shared')
  await whose.selectOption('Mine')
  await berta.getByText('4 of 6 instances').waitFor()
  expect(await names()).toEqual(['auction', 'dictator', 'otree1', 'pilot'])
})
