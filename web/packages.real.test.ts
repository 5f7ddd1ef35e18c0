import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../src/lib/resources.ts'
import { drop } from '../test/support/drop.ts'
import type { SampleLaboratory } from './testing/sample-laboratory.ts'
import { sampleLock } from './testing/sample-lock.ts'
import { openVisitor, type Visitor } from './testing/visitor.ts'

// What is installed, and what shall be: on the real page, with the real API behind it.

let visitor: Visitor
let laboratory: SampleLaboratory
let berta: Page

beforeAll(async () => {
  visitor = await openVisitor('berta', { isProjectBroken: () => false })
  ;({ laboratory, page: berta } = visitor)
})
afterAll(() => visitor?.close())

const button = (name: string) => berta.getByRole('button', { name, exact: true })
const panel = (name: string) => berta.getByRole('region', { name, exact: true })
const folded = (name: string) => berta.getByText(name, { exact: true })
const instance = () => laboratory.api.open.store.instances.get('pilot' as never)

describe('before the first deployment', () => {
  it('only the versions can be set, and what the server says against them stands at their field', async () => {
    await berta.goto(`${laboratory.url}/instances/pilot`)
    await folded('Set the versions of oTree and Python').click()
    expect(await berta.getByText('All packages').count()).toBe(0)
    await berta.getByLabel('oTree version').fill('3.3.11')
    await button('Save').click()
    const complaint = berta.getByText('oTree 3.3.11 does not run here')
    await complaint.waitFor()
    expect(await berta.getByLabel('oTree version').getAttribute('aria-describedby')).toContain(
      await complaint.locator('..').getAttribute('id'),
    )
    await berta.getByLabel('oTree version').fill('6.0.14')
    await berta.getByLabel('Python version').fill('3.5')
    await berta.getByLabel('Python version').press('Enter')
    await berta.getByText('"3.5" is not a Python').waitFor()
    expect((await instance()).versions).toEqual({ otree: null, python: null })
    await berta.getByLabel('Python version').fill('')
    await button('Save').click()
    await berta.getByText('Saved. It is used as soon as code comes.').waitFor()
    expect((await instance()).versions).toEqual({ otree: '6.0.14', python: null })
  })
})

describe('what is installed', () => {
  it('is shown after the deployment, with who chose it', async () => {
    await drop(berta, resourcePath('test', 'apps', 'rooms'))
    await panel('Deployment').getByText('Deployment: done').waitFor()
    await berta.getByText('6.0.14set by hand').waitFor()
    await berta.getByText('3.12.7found by itself').waitFor()
    await berta.getByText('oTree 6.0.15 can be had').waitFor()
  })

  it('is a list that can be searched', async () => {
    await folded('All packages').click()
    await berta.getByText('19 packages', { exact: true }).waitFor()
    await berta.getByRole('row', { name: /numpy/ }).getByText('the project').waitFor()
    await berta.getByLabel('Search the packages').fill('sql')
    await berta.getByText('1 of 19 packages').waitFor()
    await berta
      .getByRole('row', { name: /sqlalchemy/ })
      .getByText('another package')
      .waitFor()
    await berta.getByLabel('Search the packages').fill('scipy')
    await berta.getByText('No package fits “scipy”.').waitFor()
  })

  it('is a lock that can be copied and kept', async () => {
    await folded('The lock').click()
    const [download] = await Promise.all([berta.waitForEvent('download'), button('Download').click()])
    expect(download.suggestedFilename()).toBe('pilot-requirements.lock.txt')
    expect(await readFile(await download.path(), 'utf8')).toBe(sampleLock)
    await button('Copy The lock').click()
    expect(await berta.evaluate(() => navigator.clipboard.readText())).toBe(sampleLock)
  })
})

describe('what shall be installed', () => {
  const newest = async () => {
    const [operation] = await laboratory.api.open.store.operations.list({ instanceId: (await instance()).id, limit: 1 })
    return operation?.input
  }

  it('takes effect with the next deployment, which is offered', async () => {
    await folded('Set the versions of oTree and Python').click()
    await berta.getByLabel('oTree version').fill('6.0.15')
    await button('Save').click()
    await berta.getByText('Saved. It takes effect at the next deployment.').waitFor()
    await berta.getByText('6.0.15 is set by hand for the next deployment').waitFor()
    await button('Hide').click()
    await button('Deploy the same code again').click()
    await berta.getByRole('dialog').getByRole('button', { name: 'Deploy', exact: true }).click()
    await panel('Deployment').getByText('Deployment: done').waitFor()
    expect(await newest()).not.toHaveProperty('update')
  })

  it('is the newest that fits, after a question that says what happens', async () => {
    await button('Hide').click()
    await button('Update packages').click()
    await berta.getByRole('dialog').getByText('Visitors notice nothing.').waitFor()
    await berta.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    expect(await newest()).not.toHaveProperty('update')
    await button('Update packages').click()
    await berta.getByRole('dialog').getByRole('button', { name: 'Update packages' }).click()
    await panel('Deployment').getByText('Deployment: done').waitFor()
    expect(await newest()).toMatchObject({ update: true })
  })
})
