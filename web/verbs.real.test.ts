import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instance } from '../src/domain/instance.ts'
import type { InstanceName, Username } from '../src/domain/names.ts'
import type { SampleLaboratory } from './testing/sample-laboratory.ts'
import { openVisitor, type Visitor } from './testing/visitor.ts'

// Ada does to an instance whatever can be done to one, by keyboard alone. Each test goes on where the one before ended.

let visitor: Visitor
let laboratory: SampleLaboratory
let ada: Page
let auction: Instance
/** What each step of a task waits for. */
let work: Promise<void> = Promise.resolve()

beforeAll(async () => {
  visitor = await openVisitor('ada', { during: () => work })
  ;({ laboratory, page: ada } = visitor)
  const { instances } = laboratory.api.open.store
  auction = await instances.get('auction' as InstanceName)
  await instances.update(auction.id, { state: 'ready' })
  await open('auction')
})
afterAll(() => visitor?.close())

const more = () => ada.getByRole('button', { name: 'More actions', exact: true })
const dialog = () => ada.getByRole('dialog')
const newest = async () => (await laboratory.api.open.store.operations.list({ instanceId: auction.id, limit: 1 }))[0]

async function open(name: string): Promise<void> {
  await ada.goto(`${laboratory.url}/instances/${name}`)
  await ada.getByRole('heading', { level: 1, name, exact: true }).waitFor()
}

const isFocused = (thing: Locator): Promise<boolean> => thing.evaluate((element) => element === document.activeElement)
const focused = (thing: Locator) => expect.poll(() => isFocused(thing), { timeout: 15_000 }).toBe(true)

/** Presses a key until something has the focus. */
async function goTo(thing: Locator, key: string): Promise<void> {
  await thing.waitFor()
  for (let count = 0; count < 120; count++) {
    if (await isFocused(thing)) return
    await ada.keyboard.press(key)
  }
  throw new Error(`${key} does not lead to ${thing}.`)
}

/** Chooses from the menu what opens a window. */
async function choose(verb: string): Promise<void> {
  await goTo(more(), 'Tab')
  await ada.keyboard.press('Enter')
  await goTo(ada.getByRole('menuitem', { name: verb, exact: true, disabled: false }), 'ArrowDown')
  await ada.keyboard.press('Enter')
  await dialog().waitFor()
}

/** Presses the button in the window, and waits until what it begins has ended. */
async function confirm(action: string, kind: string): Promise<void> {
  await goTo(dialog().getByRole('button', { name: action, exact: true }), 'Tab')
  await ada.keyboard.press('Enter')
  await dialog().waitFor({ state: 'hidden' })
  await expect.poll(newest, { timeout: 15_000 }).toMatchObject({ kind, state: 'done' })
}

/** The dashboard, which tells of it. */
async function purged(name: string): Promise<void> {
  await ada.waitForURL(`${laboratory.url}/`)
  await ada.getByRole('region', { name: 'News' }).getByText(`${name} is deleted for good`).waitFor()
  expect(await ada.getByRole('heading', { name: 'No such instance' }).count()).toBe(0)
}

const all = ['Stop', 'Restart', 'Set the admin password', 'Rename', 'Copy', 'Delete all sessions and data', 'Move to the trash']

describe('while something is being done', () => {
  it('the menu can be read with the arrow keys, and nothing chosen from it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    work = promise
    const { id } = await laboratory.api.operations.start({
      kind: 'restart-instance',
      instanceId: auction.id,
      by: 'ada' as Username,
      input: {},
    })
    await goTo(more(), 'Tab')
    await ada.keyboard.press('Enter')
    for (const name of ['Stop', 'Rename', 'Move to the trash']) {
      await goTo(ada.getByRole('menuitem', { name, exact: true, disabled: true }), 'ArrowDown')
      await ada.keyboard.press('Enter')
      expect(await dialog().count()).toBe(0)
    }
    resolve()
    await laboratory.api.operations.wait(id)
    await ada.getByRole('menuitem', { name: 'Stop', exact: true, disabled: false }).waitFor()
    await ada.keyboard.press('Escape')
    await focused(more())
  })
})

it('the menu that is open while the state becomes another one keeps the focus', async () => {
  const becomes = async (state: 'ready' | 'stopped'): Promise<void> => {
    await laboratory.api.open.store.instances.update(auction.id, { state })
    laboratory.api.deps.events.publish({ topic: 'instance', name: auction.name, owner: auction.owner })
  }
  await goTo(more(), 'Tab')
  await ada.keyboard.press('Enter')
  await focused(ada.getByRole('menuitem', { name: 'Stop', exact: true }))
  await becomes('stopped')
  await ada.getByRole('menuitem', { name: 'Stop', exact: true }).waitFor({ state: 'detached' })
  await focused(ada.getByRole('menuitem').first())
  await ada.keyboard.press('ArrowDown')
  await focused(ada.getByRole('menuitem').nth(1))
  await becomes('ready')
  await ada.getByRole('menuitem', { name: 'Stop', exact: true }).waitFor()
  await ada.keyboard.press('Escape')
  await focused(more())
})

describe('every verb of the menu', () => {
  it('is one of those that are tested here', async () => {
    await more().click()
    await expect.poll(() => ada.getByRole('menuitem').allTextContents()).toEqual(all)
    await focused(ada.getByRole('menuitem').first())
    await ada.keyboard.press('Escape')
    await focused(more())
  })

  it.each(all)('%s asks, is left with Escape, and the focus is back at the menu', async (verb) => {
    const before = await newest()
    await choose(verb)
    await ada.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    await focused(more())
    expect(await newest()).toEqual(before)
  })

  it('is asked for once when its button is double-clicked', async () => {
    const asked: string[] = []
    ada.on('request', (request) => request.url().endsWith('/restart') && asked.push(request.method()))
    await choose('Restart')
    await dialog().getByRole('button', { name: 'Restart', exact: true }).dblclick()
    await dialog().waitFor({ state: 'hidden' })
    await expect.poll(newest, { timeout: 15_000 }).toMatchObject({ kind: 'restart-instance', state: 'done' })
    expect(asked).toEqual(['POST'])
    await focused(more())
  })
})

describe('filled in and confirmed', () => {
  it.each([
    { verb: 'Restart', kind: 'restart-instance', typed: null },
    { verb: 'Set the admin password', kind: 'set-password', typed: 'quite another word', action: 'Set the password' },
    { verb: 'Rename', kind: 'rename-instance', typed: 'auction-2' },
    { verb: 'Delete all sessions and data', kind: 'reset-database', typed: 'auction-2' },
    { verb: 'Stop', kind: 'stop-instance', typed: null, next: 'Start' },
    { verb: 'Move to the trash', kind: 'delete-instance', typed: null, next: 'Restore from the trash' },
    { verb: 'Delete for good', kind: 'purge-instance', typed: 'auction-2' },
  ])('$verb is done', async ({ verb, kind, typed, action = verb, next }) => {
    await choose(verb)
    if (typed !== null) {
      await focused(dialog().getByRole('textbox').first())
      await ada.keyboard.press('ControlOrMeta+A')
      await ada.keyboard.type(typed)
    }
    await confirm(action, kind)
    if (kind === 'purge-instance') await purged('auction-2')
    else await focused(more())
    if (next) await ada.getByRole('button', { name: next, exact: true }).waitFor() // the menu is another one from now on
  })

  it('a copy is made, and its page shown', async () => {
    await open('dictator')
    await choose('Copy')
    await focused(dialog().getByRole('textbox').first())
    await ada.keyboard.type('dictator-pilot')
    await ada.keyboard.press('Enter')
    await ada.getByRole('heading', { level: 1, name: 'dictator-pilot', exact: true }).waitFor()
  })
})

describe('what lies in the trash', () => {
  it('says in the list, as cards and as a table, when it is gone for good', async () => {
    for (const view of ['cards', 'table']) {
      await ada.goto(`${laboratory.url}/?state=trashed&view=${view}`)
      await ada.getByText(/^Gone for good on .*, in 30 days$/).waitFor()
    }
  })

  it('is not restored when it is partly deleted, but deleted once more', async () => {
    const { open: opened, deps } = laboratory.api
    const old = await opened.store.instances.get('old-study' as InstanceName)
    await opened.store.instances.update(old.id, { purgeBegunAt: new Date().toISOString() })
    deps.events.publish({ topic: 'instance', name: old.name, owner: old.owner })
    await ada.getByText('Partly deleted', { exact: true }).waitFor()
    await open('old-study')
    await ada.getByText('Deleting it for good was begun and did not finish', { exact: false }).waitFor()
    expect(await ada.getByText('Restore from the trash').count()).toBe(0)
    await goTo(ada.getByRole('button', { name: 'Delete for good', exact: true }), 'Tab')
    await ada.keyboard.press('Enter')
    await focused(dialog().getByRole('textbox'))
    await ada.keyboard.type('old-study')
    await ada.keyboard.press('Enter')
    await purged('old-study')
  })
})
