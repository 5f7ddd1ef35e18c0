import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { waitUntil } from '../src/lib/wait-until.ts'
import { launchBrowser } from '../test/support/browser.ts'
import { makeInState, samplePasswords } from './testing/fill-laboratory.ts'
import { openSampleLaboratory, type SampleLaboratory } from './testing/sample-laboratory.ts'
import { signIn } from './testing/visit.ts'

let laboratory: SampleLaboratory
let browser: Browser
let page: Page

beforeAll(async () => {
  laboratory = await openSampleLaboratory()
  browser = await launchBrowser()
  await laboratory.person({ username: 'ada', name: 'Ada Ahrens', password: samplePasswords.ada, superUser: true })
  await makeInState(laboratory, { name: 'trust', owner: 'ada', state: 'stopped' })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(60_000)
  page = await signIn(context, laboratory.url, 'ada')
})
afterAll(async () => {
  await browser?.close()
  await laboratory?.close()
})

const card = (name: string) => page.getByRole('listitem').filter({ hasText: name })
const typed = 'half a na'
const nameField = () => page.getByRole('dialog').getByLabel('Name', { exact: true })

describe('a server that goes away', () => {
  it('is missed, and when it is back what changed meanwhile is there', async () => {
    await card('trust').getByText('Stopped').waitFor()
    await laboratory.stop()
    await page.getByText('No connection to the server since').waitFor()
    const { id } = await laboratory.api.open.store.instances.get('trust' as never)
    await laboratory.api.open.store.instances.update(id, { state: 'starting' })
    await laboratory.start()
    await page.getByText('Connected again. Everything shown is up to date.').waitFor()
    await card('trust').getByText('Starting').waitFor()
    await page.getByText('No connection to the server since').waitFor({ state: 'detached' })
  })
})

describe('a page from before an update', () => {
  it('says so, and leaves alone what is being typed', async () => {
    await page.getByRole('button', { name: 'Create instance' }).click()
    await nameField().fill(typed)
    await laboratory.stop()
    await laboratory.update('next')
    await laboratory.start()
    await page.getByText('oTree Manager has been updated.').waitFor()
    await waitUntil('what was typed is still there', async () => (await nameField().inputValue()) === typed)
  })
})
