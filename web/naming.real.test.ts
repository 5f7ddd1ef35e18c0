import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { InstanceName } from '../src/domain/names.ts'
import type { SampleLaboratory } from './testing/sample-laboratory.ts'
import { openVisitor, type Visitor } from './testing/visitor.ts'

// Berta renames an instance that is open in two windows, and copies it. Each test goes on where the one before ended.

let visitor: Visitor
let laboratory: SampleLaboratory
let berta: Page
let other: Page

beforeAll(async () => {
  visitor = await openVisitor('berta')
  ;({ laboratory, page: berta } = visitor)
  await laboratory.api.open.store.people.update('berta' as never, { instanceQuota: 50 })
  await berta.goto(`${laboratory.url}/instances/auction`)
  other = await berta.context().newPage()
  await other.goto(`${laboratory.url}/instances/auction?tab=people`)
  await heading(other, 'auction').waitFor()
})
afterAll(() => visitor?.close())

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const button = (name: string) => berta.getByRole('button', { name, exact: true })

async function choose(verb: string): Promise<void> {
  await button('More actions').click()
  await berta.getByRole('menuitem', { name: verb, exact: true }).click()
}

it('says at the field, while it is typed, why a name cannot be had', async () => {
  await choose('Rename')
  const name = berta.getByRole('dialog').getByLabel('New name')
  for (const [typed, sentence] of [
    ['Not One', 'Use 1 to 32 lower-case letters'],
    ['lobby', 'The name “lobby” is reserved.'],
    ['otree1', 'The name “otree1” is taken.'],
    ['auction-2027', '“auction-2027” is free. Its address will be http://auction-2027.localhost'],
  ] as const) {
    await name.fill(typed)
    await berta.getByRole('dialog').getByText(sentence).waitFor()
  }
  await name.fill('auction')
  await button('Rename').click()
  await berta.getByRole('dialog').getByText('It is called “auction” already.').waitFor()
})

it('leads every window to the page of the new name, whose address is the new one', async () => {
  await berta.getByRole('dialog').getByLabel('New name').fill('auction-2027')
  await button('Rename').click()
  for (const page of [berta, other]) await heading(page, 'auction-2027').waitFor()
  expect(new URL(berta.url()).pathname).toBe('/instances/auction-2027')
  expect(new URL(other.url()).pathname + new URL(other.url()).search).toBe('/instances/auction-2027?tab=people')
  await berta.getByText(/^Formerly auction; links with that name lead here until /).waitFor()
})

it('finds it by a link with the former name', async () => {
  await other.goto(`${laboratory.url}/instances/auction?tab=rooms`)
  await heading(other, 'auction-2027').waitFor()
  await other.waitForURL('**/instances/auction-2027?tab=rooms')
})

it('makes a copy, and shows its page', async () => {
  await choose('Copy')
  await berta.getByRole('dialog').getByLabel('New name').fill('otree1')
  await berta.getByRole('dialog').getByText('The name “otree1” is taken.').waitFor()
  await berta.getByRole('dialog').getByRole('button', { name: 'otree-2', exact: true }).waitFor()
  await berta.getByRole('dialog').getByLabel('New name').fill('auction-pilot')
  await berta.getByRole('checkbox', { name: 'With all sessions and data' }).check()
  await button('Copy').click()
  await heading(berta, 'auction-pilot').waitFor()
  const { id } = await laboratory.api.open.store.instances.get('auction-pilot' as InstanceName)
  const [operation] = await laboratory.api.open.store.operations.list({ instanceId: id })
  expect(operation).toMatchObject({ kind: 'copy-instance', by: 'berta', input: { withData: true, owner: 'berta' } })
})

it('tells how much space the copies of all data take, and deletes one after its name was typed', async () => {
  await berta.goto(`${laboratory.url}/instances/otree1?tab=otree`)
  await berta.getByText('It takes 1.4 MB.', { exact: false }).waitFor()
  await berta.getByRole('button', { name: /^Delete: / }).click()
  const dialog = berta.getByRole('dialog', { name: 'Delete this copy of all data?' })
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await dialog.getByText('This must be exactly “otree1”.').waitFor()
  await dialog.getByRole('textbox').fill('otree1')
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await berta.getByRole('heading', { name: 'Copies of all data' }).waitFor({ state: 'hidden' })
})
