import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complaintAt } from './testing/complaint-at.ts'
import { samplePasswords } from './testing/fill-laboratory.ts'
import { signIn } from './testing/visit.ts'
import { openVisitor, type Visitor } from './testing/visitor.ts'

// Ada, a super-user, looks after people; Berta is one of them. Each test goes on where the one before ended.

let visitor: Visitor
let ada: Page
let berta: Page
beforeAll(async () => {
  visitor = await openVisitor('ada')
  ada = visitor.page
  berta = await signIn(await newContext(), visitor.laboratory.url, 'berta')
})
afterAll(() => visitor.close())

async function newContext() {
  const context = await ada.context().browser()?.newContext({ reducedMotion: 'reduce' })
  if (!context) throw new Error('The browser is gone.')
  context.setDefaultTimeout(60_000)
  return context
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const dialog = () => ada.getByRole('dialog')
const row = (name: string) => ada.getByRole('row', { name: new RegExp(name) })
const open = (page: Page, path: string) => page.goto(visitor.laboratory.url + path)
async function choose(name: string, deed: string): Promise<void> {
  await button(ada, `Actions for ${name}`).click()
  await ada.getByRole('menuitem', { name: deed, exact: true }).click()
}
/** A page that was just loaded is not loaded again when its sign-in ends (`leave-when-signed-out.ts`). */
const isOldEnough = (page: Page) => page.waitForFunction(() => performance.now() > 5000)
const isGone = () => dialog().waitFor({ state: 'detached' })

describe('a person', () => {
  it('is found by part of the e-mail address, which stays in the address of the page', async () => {
    await open(ada, '/people')
    await ada.getByLabel('Search').fill('clara@')
    await ada.getByText(/^1 of \d+ people$/).waitFor()
    expect(new URL(ada.url()).search).toBe('?q=clara%40')
    await ada.getByLabel('Search').fill('zebra')
    await ada.getByText('Nobody fits').waitFor()
    await button(ada, 'Show everybody').click()
    await row('Clara Cohn').getByText('Invited').waitFor()
  })

  it('is made with a language and a number of instances, of which nonsense is refused', async () => {
    await button(ada, 'Create person').click()
    await dialog().getByLabel('Name', { exact: true }).fill('Erna Eich')
    await dialog().getByLabel('Username').fill('erna')
    await dialog().getByLabel('E-mail').fill('erna@example.edu')
    await dialog().getByLabel('Language').selectOption('Deutsch')
    await dialog().getByLabel('May create instances').fill('many')
    await button(ada, 'Create').click()
    await dialog().getByText('Use a whole number from 0 to 1,000.').waitFor()
    await dialog().getByLabel('May create instances').fill('2')
    await button(ada, 'Create').click()
    await dialog().locator('code').waitFor()
    await ada.keyboard.press('Escape') // the link is shown only once
    await button(ada, 'Done').click()
    await row('Erna Eich').getByText('0 (may create 2)').waitFor()
    expect(await visitor.laboratory.api.open.store.people.find('erna' as never)).toMatchObject({ language: 'de', instanceQuota: 2 })
  })

  it('is changed; what is wrong is said beside the field', async () => {
    await choose('Erna Eich', 'Edit')
    await dialog().getByLabel('E-mail').fill('clara@example.edu')
    await button(ada, 'Save').click()
    expect(await complaintAt(ada, dialog().getByLabel('E-mail'))).toBe(0)
    await dialog().getByLabel('E-mail').fill('eich@example.edu')
    await dialog().getByLabel('Name', { exact: true }).fill('Erna Eiche')
    await button(ada, 'Save').click()
    await dialog().getByText('A new one is on its way to eich@example.edu').waitFor() // the first went to the address that was wrong
    await button(ada, 'Done').click()
    await isGone()
    await row('Erna Eiche').getByText('eich@example.edu').waitFor()
  })
})

it('somebody invited who is activated again gets a new invitation, as the window says', async () => {
  await choose('Erna Eiche', 'Deactivate')
  await dialog().getByRole('button', { name: 'Deactivate' }).click()
  await isGone()
  await row('Erna Eiche').getByText('Deactivated').waitFor()
  await choose('Erna Eiche', 'Activate')
  await dialog().getByText('can do so with a new link').waitFor()
  await dialog().getByRole('button', { name: 'Activate' }).click()
  await dialog().getByText('A new one is on its way to eich@example.edu').waitFor()
  await button(ada, 'Done').click()
  await isGone()
  await choose('Erna Eiche', 'New link to choose a password')
  await dialog().getByText('Make a new link with which they do').waitFor()
  await button(ada, 'Make the link').click()
  await dialog().locator('code').waitFor()
  await button(ada, 'Done').click()
  await row('Erna Eiche').getByText('Invited').waitFor()
})

describe('somebody who may create instances', () => {
  it('reads how many, and creates one without being asked whose it is', async () => {
    await visitor.laboratory.api.open.store.people.update('berta' as never, { instanceQuota: 1 })
    await open(berta, '/')
    await berta.getByText('You have created 0 of the 1 that you may create.').waitFor()
    await button(berta, 'Create instance').click()
    expect(await berta.getByRole('dialog').getByLabel('Owner').count()).toBe(0)
    await berta.getByRole('dialog').getByLabel('Name', { exact: true }).fill('my-pilot')
    await button(berta, 'Create').click()
    await heading(berta, 'my-pilot').waitFor()
  })

  it('is told in a friendly way when there are no more, and again when there are', async () => {
    await open(berta, '/')
    await berta
      .getByText('You have created 1, and may create 1; what you handed over counts, too. If you need another one, ask your lab manager')
      .waitFor()
    expect(await button(berta, 'Create instance').isDisabled()).toBe(true)
    await choose('Berta Blum', 'Edit')
    await dialog().getByLabel('May create instances').fill('2')
    await button(ada, 'Save').click()
    await isGone()
    await berta.getByText('You have created 1 of the 2 that you may create.').waitFor()
  })

  it('has no such button when it is none', async () => {
    await choose('Berta Blum', 'Edit')
    await dialog().getByLabel('May create instances').fill('0')
    await button(ada, 'Save').click()
    await isGone()
    await button(berta, 'Create instance').waitFor({ state: 'detached' })
  })
})

describe('sign-ins of somebody', () => {
  it('are shown with their browser, and the page of one that is ended is shown out', async () => {
    await choose('Berta Blum', 'Sign-ins')
    await dialog()
      .getByText(/^Chrome \d+ on Linux$/)
      .first()
      .waitFor()
    await isOldEnough(berta)
    await button(ada, 'End all sign-ins').click()
    await dialog().getByText('Nowhere. Somebody who signs in appears here.').waitFor()
    await heading(berta, 'Sign in').waitFor()
    await berta.getByText('You were signed out. Sign in again to go on.').waitFor()
    await button(ada, 'Done').click()
    await row('Berta Blum').getByText('not signed in').waitFor()
  })

  it('include one’s own, which is marked and not ended by mistake', async () => {
    await choose('Ada Ahrens', 'Sign-ins')
    const own = dialog().getByRole('listitem').filter({ hasText: 'This one' })
    await own.waitFor()
    expect(await own.getByRole('button').count()).toBe(0)
    await button(ada, 'Done').click()
  })
})

it('a forced new password voids the old one, and the link gives another', async () => {
  await choose('Berta Blum', 'Force a new password')
  await dialog().getByText('stops working at once').waitFor()
  await dialog().getByRole('button', { name: 'Force a new password' }).click()
  const link = (await dialog().locator('code').textContent()) ?? ''
  await button(ada, 'Done').click()
  await berta.getByLabel('Username').fill('berta')
  await berta.getByLabel('Password', { exact: true }).fill(samplePasswords.berta)
  await button(berta, 'Sign in').click()
  await berta.getByRole('alert').waitFor()
  await berta.goto(link)
  await berta.getByLabel('Password', { exact: true }).fill('seven green umbrellas')
  await berta.getByLabel('Password again').fill('seven green umbrellas')
  await button(berta, 'Save and sign in').click()
  await heading(berta, 'Instances').waitFor()
})

it('a second factor is switched off after a question, where there is one', async () => {
  await button(ada, 'Actions for Berta Blum').click()
  await ada.getByRole('menuitem', { name: 'Force a new password' }).waitFor()
  expect(await ada.getByRole('menuitem', { name: 'Switch the second factor off' }).count()).toBe(0)
  const { store, secondFactors } = visitor.laboratory.api.open
  const { id } = await store.people.get('berta' as never)
  await secondFactors.set({ userId: id, secret: 'A'.repeat(32), step: 0, codeHashes: ['x'] })
  await ada.reload()
  await choose('Berta Blum', 'Switch the second factor off')
  await dialog().getByText('Make sure that it is really this person who asks.').waitFor()
  await dialog().getByRole('button', { name: 'Switch the second factor off' }).click()
  await isGone()
  await expect.poll(async () => (await secondFactors.find(id)) ?? null).toBeNull()
  await button(ada, 'Actions for Berta Blum').click()
  await ada.getByRole('menuitem').first().and(ada.locator(':focus')).waitFor()
  await ada.getByRole('menuitem', { name: 'Switch the second factor off' }).waitFor({ state: 'detached' })
  await ada.keyboard.press('Escape')
})

it('somebody is deactivated, which shows them out, and activated again', async () => {
  await choose('Berta Blum', 'Deactivate')
  await dialog().getByText('Their instances stay as they are').waitFor()
  await isOldEnough(berta)
  await dialog().getByRole('button', { name: 'Deactivate' }).click()
  await row('Berta Blum').getByText('Deactivated').waitFor()
  await heading(berta, 'Sign in').waitFor()
  await choose('Berta Blum', 'Activate')
  await dialog().getByRole('button', { name: 'Activate' }).click()
  await row('Berta Blum').getByText('Active', { exact: true }).waitFor()
})

describe('deleting somebody', () => {
  it('lists what they own, and wants to know who gets it', async () => {
    await choose('Clara Cohn', 'Delete')
    await dialog().getByText('trust-game-2 · Asleep').waitFor()
    await dialog().getByRole('button', { name: 'Delete' }).click()
    await dialog().getByText('Choose a person.').waitFor()
  })

  it('hands it over to whom a search finds', async () => {
    await dialog().getByRole('combobox', { name: 'Who gets it?' }).fill('blum')
    await ada.getByRole('option', { name: 'Berta Blum (berta)' }).click()
    await dialog().getByRole('button', { name: 'Delete' }).click()
    await isGone()
    await row('Clara Cohn').waitFor({ state: 'detached' })
    await row('Berta Blum').getByText('8', { exact: true }).waitFor()
  })

  it('asks nothing more about somebody who owns nothing', async () => {
    await choose('Erna Eiche', 'Delete')
    await dialog().getByText('No instance belongs to this person.').waitFor()
    await dialog().getByRole('button', { name: 'Delete' }).click()
    await row('Erna Eiche').waitFor({ state: 'detached' })
  })

  it('moves instances to the trash, where they are those of the super-user', async () => {
    const others = (await visitor.laboratory.api.open.store.instances.list({ owner: 'berta' as never })).map(({ name }) => name)
    await choose('Berta Blum', 'Delete')
    await dialog().getByRole('radio', { name: 'Move it to the trash' }).check()
    await dialog().getByRole('button', { name: 'Delete' }).click()
    await row('Berta Blum').waitFor({ state: 'detached' })
    await open(ada, '/?state=trashed')
    for (const name of [...others, 'old-study']) await ada.getByRole('link', { name, exact: true }).waitFor()
    expect(await ada.getByText('ada', { exact: true }).count()).toBeGreaterThan(others.length)
  })
})

it('the last super-user is not demoted, and reads why', async () => {
  await open(ada, '/people')
  await choose('Ada Ahrens', 'Edit')
  await dialog().getByRole('switch', { name: 'Super-user' }).click({ force: true })
  await dialog().getByText('Without this right you can no longer open this page.').waitFor()
  await button(ada, 'Save').click()
  await dialog().getByRole('alert').waitFor()
  await button(ada, 'Cancel').click()
})

it('whoever gives up their own right is told what that means', async () => {
  await visitor.laboratory.person({ username: 'zoe', name: 'Zoe Zahn', password: 'a very good word', superUser: true })
  await choose('Ada Ahrens', 'Edit')
  await dialog().getByRole('switch', { name: 'Super-user' }).click({ force: true })
  await button(ada, 'Save').click()
  await dialog().getByText('You are no super-user any more.').waitFor()
  await button(ada, 'Done').click()
  await ada.getByRole('link', { name: 'People' }).waitFor({ state: 'detached' })
})
