import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SampleLaboratory } from './testing/sample-laboratory.ts'
import { openVisitor, type Visitor } from './testing/visitor.ts'

// Berta, and in another window somebody who writes at the same time. Each test goes on where the one before ended.

let visitor: Visitor
let laboratory: SampleLaboratory
let berta: Page

beforeAll(async () => {
  visitor = await openVisitor('berta')
  ;({ laboratory, page: berta } = visitor)
  await berta.goto(`${laboratory.url}/instances/auction`)
})
afterAll(() => visitor?.close())

const button = (name: string) => berta.getByRole('button', { name, exact: true })
const dialog = () => berta.getByRole('dialog', { name: 'Labels and notes of auction' })
const chips = async (): Promise<string[]> => berta.getByRole('list', { name: 'Labels' }).getByRole('listitem').allTextContents()
const stored = async () => laboratory.api.open.store.instances.get('auction' as never)

async function openDialog(): Promise<void> {
  await button('Labels and notes').click()
  await dialog().getByLabel('Notes').waitFor()
}

it('labels and notes are written with the keyboard alone, and shown as plain text', async () => {
  await button('Labels and notes').focus()
  await berta.keyboard.press('Enter')
  await dialog().getByRole('combobox', { name: 'Labels' }).and(berta.locator(':focus')).waitFor()
  await berta.keyboard.type('Pilot')
  await berta.keyboard.press('Enter')
  await berta.keyboard.type('<b>2027</b>')
  await berta.keyboard.press('Enter')
  await dialog().getByLabel('Notes').fill('Grant 12\n<img src=x onerror=alert(1)>')
  await button('Save').click()
  await dialog().waitFor({ state: 'detached' })
  await berta.getByText('<img src=x onerror=alert(1)>').waitFor()
  expect(await chips()).toEqual(['Pilot', '<b>2027</b>'])
  expect((await stored()).labels).toEqual(['Pilot', '<b>2027</b>'])
})

it('what does not fit is said in the window, and what was written stays there', async () => {
  await openDialog()
  await dialog().getByLabel('Notes').fill('n'.repeat(10_001))
  await dialog().getByText('These are 10,001 characters. Shorten them to 10,000.').waitFor()
  await button('Save').click()
  await dialog().getByText('The notes have 10,001 characters, and may have 10,000.').waitFor()
  expect(await dialog().getByLabel('Notes').inputValue()).toHaveLength(10_001)
  await berta.keyboard.press('Escape')
  expect(await dialog().getByLabel('Notes').inputValue()).toHaveLength(10_001)
  await button('Cancel').click()
  await berta.getByText('<img src=x onerror=alert(1)>').waitFor()
})

it('what somebody else wrote meanwhile is not overwritten', async () => {
  await openDialog()
  const { id } = await stored()
  await laboratory.api.open.store.instances.setNotes(id, { text: 'by Carl' })
  await dialog().getByLabel('Notes').fill('by Berta')
  await button('Save').click()
  await dialog().getByText('Somebody else changed the notes while you wrote.').waitFor()
  expect(await dialog().getByLabel('Notes').inputValue()).toBe('by Berta')
  expect(await laboratory.api.open.store.instances.getNotes(id)).toBe('by Carl')
  await button('Cancel').click()
})

it('long notes are folded', async () => {
  await berta.reload()
  await berta.getByText('by Carl').waitFor()
  await openDialog()
  await dialog().getByLabel('Notes').fill('line\n'.repeat(40))
  await button('Save').click()
  await dialog().waitFor({ state: 'detached' })
  await berta.getByText('Notes', { exact: true }).waitFor()
  expect(await berta.locator('details p').first().isVisible()).toBe(false)
})
