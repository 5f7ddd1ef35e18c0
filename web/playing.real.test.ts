import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Activity } from '../src/domain/gateway.ts'
import type { Instance } from '../src/domain/instance.ts'
import type { InstanceName } from '../src/domain/names.ts'
import { waitUntil } from '../src/lib/wait-until.ts'
import type { SampleLaboratory } from './testing/sample-laboratory.ts'
import { openVisitor, type Visitor } from './testing/visitor.ts'

// Berta at her browser, while people come and go on her instance. Each test goes on where the one before ended.

let visitor: Visitor
let laboratory: SampleLaboratory
let berta: Page
let auction: Instance
let people = 0

beforeAll(async () => {
  visitor = await openVisitor('berta', { activity })
  ;({ laboratory, page: berta } = visitor)
  auction = await laboratory.api.open.store.instances.get('auction' as InstanceName)
  auction = await laboratory.api.open.store.instances.update(auction.id, { state: 'ready' })
})
afterAll(() => visitor?.close())

async function activity(): Promise<readonly Activity[]> {
  const counted = { participantSockets: 0, adminSockets: 0, waitingInRooms: 0, lastRequestAt: null, requests: 0, errors: 0 }
  return auction ? [{ ...counted, instanceId: auction.siteId, participants: people }] : []
}

/** As the manager does it when it sees another number. */
async function come(number: number): Promise<void> {
  people = number
  const counts = () => laboratory.api.deps.presence.counts()
  await waitUntil('they are counted', async () => (await counts())?.get(auction.siteId) === number)
  laboratory.api.deps.events.publish({ topic: 'playing', name: auction.name, owner: auction.owner })
}

const button = (name: string) => berta.getByRole('button', { name, exact: true })

/** What the test before began has ended, and oTree runs. */
async function running(): Promise<void> {
  await waitUntil('nothing is done to it', async () => laboratory.api.operations.current(auction.id) === null)
  auction = await laboratory.api.open.store.instances.update(auction.id, { state: 'ready' })
  laboratory.api.deps.events.publish({ topic: 'instance', name: auction.name, owner: auction.owner })
}

const operations = () => laboratory.api.open.store.operations.list({ instanceId: auction.id })

describe('while people play', () => {
  it('the page says how many, live', async () => {
    await berta.goto(`${laboratory.url}/instances/auction`)
    await berta.getByRole('heading', { level: 1, name: 'auction' }).waitFor()
    expect(await berta.getByText('participants now').count()).toBe(0)
    await come(3)
    await berta.getByText('3 participants now').waitFor()
  })

  it('the question before something that disturbs says so, and wants a box ticked', async () => {
    const before = (await operations()).length
    await button('More actions').click()
    await berta.getByRole('menuitem', { name: 'Stop' }).click()
    const dialog = berta.getByRole('dialog')
    await dialog.getByText('3 participants are on this instance right now.').waitFor()
    await come(5)
    await dialog.getByText('5 participants are on this instance right now.').waitFor()
    await dialog.getByRole('button', { name: 'Stop' }).click()
    await dialog.getByText('Tick the box, or wait until nobody plays.').waitFor()
    expect((await operations()).length).toBe(before)
    await dialog.getByRole('checkbox').check()
    await dialog.getByRole('button', { name: 'Stop' }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect((await operations())[0]).toMatchObject({ kind: 'stop-instance', input: { disturb: true } })
  })

  it.each([
    {
      verb: 'Set the admin password',
      label: 'New password',
      typed: 'quite another word',
      action: 'Set the password',
      kind: 'set-password',
    },
    { verb: 'Rename', label: 'New name', typed: 'auction-2', action: 'Rename', kind: 'rename-instance' },
  ])('$verb asks before, in the same way', async ({ verb, label, typed, action, kind }) => {
    await running()
    const before = (await operations()).length
    await button('More actions').click()
    await berta.getByRole('menuitem', { name: verb, exact: true }).click()
    const dialog = berta.getByRole('dialog')
    await dialog.getByText('5 participants are on this instance right now.').waitFor()
    await dialog.getByLabel(label, { exact: true }).fill(typed)
    await dialog.getByRole('button', { name: action, exact: true }).click()
    await dialog.getByText('Tick the box, or wait until nobody plays.').waitFor()
    expect((await operations()).length).toBe(before)
    await dialog.getByRole('checkbox').check()
    await dialog.getByRole('button', { name: action, exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect((await operations())[0]).toMatchObject({ kind, input: { disturb: true } })
  })
})

describe('a study', () => {
  it('is open until a day, which the page says, and ends', async () => {
    await come(0)
    await berta.goto(`${laboratory.url}/instances/auction-2?tab=settings`)
    await berta.getByText('No study is open.').waitFor()
    await berta.getByLabel('Last day').fill('2020-01-01')
    await button('Protect the study').click()
    await berta.getByText('Choose a day that is to come.').waitFor()
    const year = new Date().getFullYear() + 1
    await berta.getByLabel('Last day').fill(`${year}-03-24`)
    await button('Protect the study').click()
    await berta
      .locator('header')
      .getByText(new RegExp(`Study open until .*${year}`))
      .waitFor()
    await button('End it now').click()
    await berta.getByText('No study is open.').waitFor()
  })
})
