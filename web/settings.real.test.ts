import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InstanceName } from '../src/domain/names.ts'
import { waitUntil } from '../src/lib/wait-until.ts'
import type { SampleLaboratory } from './testing/sample-laboratory.ts'
import { signIn } from './testing/visit.ts'
import { openVisitor, type Visitor } from './testing/visitor.ts'

// How oTree is run: on the real page, with the real API behind it.

let visitor: Visitor
let laboratory: SampleLaboratory
let berta: Page

beforeAll(async () => {
  visitor = await openVisitor('berta')
  ;({ laboratory, page: berta } = visitor)
})
afterAll(() => visitor?.close())

const button = (name: string, page = berta) => page.getByRole('button', { name, exact: true })
const dialog = (page = berta) => page.getByRole('dialog')
const find = () => laboratory.api.open.store.instances.get('otree1' as InstanceName)
/** What the task before changed holds a moment before that task ends, and of two at once the second is refused. */
const atRest = async () => {
  const { id } = await find()
  await waitUntil('nothing is done to it', () => laboratory.api.operations.current(id) === null)
}
const variables = async () => laboratory.api.open.store.instanceSettings.getVariables((await find()).id)
const isAudited = async (action: string, detail: string | null): Promise<boolean> =>
  (await laboratory.api.open.store.audit.page(null, 20)).items.some((entry) => entry.action === action && entry.detail === detail)

describe('variables', () => {
  it('stand there by name, and by value for who asks, which is audited', async () => {
    await berta.goto(`${laboratory.url}/instances/otree1?tab=settings`)
    await berta.getByText('API_KEY', { exact: true }).waitFor()
    expect(await berta.getByText('sk-example-1234').count()).toBe(0)
    await button('Show the value of API_KEY').click()
    await berta.getByText('sk-example-1234').waitFor()
    await waitUntil('the reading is audited', () => isAudited('instance.read-variable', 'API_KEY'))
    await button('Hide the value of API_KEY').click()
    await berta.getByText('sk-example-1234').waitFor({ state: 'detached' })
  })

  it('are added, with what the server says against a name at its field', async () => {
    await button('Add a variable').click()
    await dialog().getByLabel('Name').fill('DATABASE_URL')
    await dialog().getByLabel('Value').fill('two\nlines')
    await dialog().getByRole('button', { name: 'Save' }).click()
    const complaint = dialog().getByText('DATABASE_URL is the address of the database')
    await complaint.waitFor()
    expect(await dialog().getByLabel('Name').getAttribute('aria-invalid')).toBe('true')
    await dialog().getByLabel('Name').fill('PEM')
    await dialog().getByRole('button', { name: 'Save' }).click()
    await dialog().waitFor({ state: 'detached' })
    await button('Show the value of PEM').waitFor()
    expect(await variables()).toMatchObject({ PEM: 'two\nlines' })
  })

  it('are pasted, many at once, and a line that is none is told by its number', async () => {
    await button('Paste several').click()
    await dialog().getByLabel('Lines of the form NAME=value').fill('A=1\nnonsense')
    await dialog().getByRole('button', { name: 'Save' }).click()
    await dialog().getByText('Line 2 is not of the form NAME=value.').waitFor()
    await dialog().getByLabel('Lines of the form NAME=value').fill('# keys\nA=1\nexport B="two words"\n')
    await dialog().getByRole('button', { name: 'Save' }).click()
    await button('Show the value of B').waitFor()
    expect(await variables()).toMatchObject({ A: '1', B: 'two words', PEM: 'two\nlines' })
  })

  it('are changed without being shown, and removed after a question', async () => {
    await button('Change A').click()
    expect(await dialog().getByLabel('Value').inputValue()).toBe('')
    await dialog().getByLabel('Value').fill('2')
    await dialog().getByRole('button', { name: 'Save' }).click()
    await waitUntil('the value is another one', async () => (await variables()).A === '2')
    await atRest()
    await button('Remove B').click()
    await dialog().getByRole('heading', { name: 'Remove B?' }).waitFor()
    await dialog().getByRole('button', { name: 'Remove' }).click()
    await button('Show the value of B').waitFor({ state: 'detached' })
    expect(Object.keys(await variables())).toEqual(['A', 'API_KEY', 'PEM'])
  })
})

describe('the mode', () => {
  it('is changed, and the page shows what holds', async () => {
    await berta.getByRole('radio', { name: 'DEMO' }).check()
    await berta.getByRole('switch', { name: 'Production' }).uncheck()
    await berta
      .locator('section')
      .filter({ has: berta.getByRole('heading', { name: 'Mode' }) })
      .getByRole('button', { name: 'Save' })
      .click()
    await waitUntil('it is in force', async () => {
      const { authLevel, production } = await find()
      return authLevel === 'DEMO' && !production
    })
    await atRest()
  })
})

describe('limits', () => {
  it('are read by experimenters, who learn whom to ask', async () => {
    await berta.getByText('If that is not enough, ask your lab manager for more.').waitFor()
    expect(await button('Change the limits').count()).toBe(0)
  })

  it('are changed by super-users, as far as the machine goes', async () => {
    const browser = berta.context().browser()
    if (!browser) throw new Error('The browser has ended.')
    const ada = await signIn(await browser.newContext({ reducedMotion: 'reduce' }), laboratory.url, 'ada')
    await ada.goto(`${laboratory.url}/instances/otree1?tab=settings`)
    await button('Change the limits', ada).click()
    await dialog(ada).getByLabel('Memory').fill('1')
    await dialog(ada).getByRole('button', { name: 'Save' }).click()
    await dialog(ada).getByText('Give at least 256 MiB.').waitFor()
    await dialog(ada).getByLabel('Memory').fill('700')
    await dialog(ada).getByRole('button', { name: 'Save' }).click()
    await waitUntil('it is in force', async () => (await find()).limits.memoryMib === 700)
    await ada.context().close()
  })
})

describe('the admin password', () => {
  it('is made up, copied and set, by keyboard alone, and the page says what it does', async () => {
    await button('More actions').focus()
    await berta.keyboard.press('Enter')
    await berta.getByRole('menuitem', { name: 'Set the admin password' }).press('Enter')
    await dialog().getByText('Whoever is signed in to the admin pages has to sign in again.').waitFor()
    await dialog().getByText('In rooms without labels, whoever opens the link of the room again begins anew.').waitFor()
    expect(await dialog().getByText('personal links').count()).toBe(0)
    await dialog().getByLabel('New password', { exact: true }).fill('short')
    await berta.keyboard.press('Enter')
    await dialog().getByText('Use at least 10 characters.').waitFor()
    await dialog().getByRole('button', { name: 'Make one up' }).press('Enter')
    const password = await dialog().getByLabel('New password', { exact: true }).inputValue()
    expect(password).toMatch(/^[a-z2-9]{16}$/)
    expect(await dialog().getByLabel('New password', { exact: true }).getAttribute('type')).toBe('text')
    await dialog().getByRole('button', { name: 'Copy New password' }).press('Enter')
    expect(await berta.evaluate(() => navigator.clipboard.readText())).toBe(password)
    await dialog().getByRole('button', { name: 'Set the password' }).press('Enter')
    await dialog().waitFor({ state: 'detached' })
    const secrets = async () => laboratory.api.open.store.instances.getSecrets((await find()).id)
    await waitUntil('it is in force', async () => (await secrets()).adminPassword === password)
  })
})

describe('opening oTree', () => {
  it('says why not, when it is not running', async () => {
    const { id } = await find()
    // it stops just after the click, before the server hears of that
    await berta.route('**/instances/otree1/open', async (route) => {
      await laboratory.api.open.store.instances.update(id, { state: 'stopped' })
      await route.continue()
    })
    await button('Open oTree').click()
    await berta.getByText('"otree1" does not run, so there are no admin pages to open.').waitFor()
  })
})
