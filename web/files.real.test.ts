import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../src/lib/run-command.ts'
import { sampleRun, sampleRunning } from './testing/sample-files.ts'
import type { SampleLaboratory } from './testing/sample-laboratory.ts'
import { openVisitor, type Visitor } from './testing/visitor.ts'

let visitor: Visitor
let laboratory: SampleLaboratory
let berta: Page

beforeAll(async () => {
  visitor = await openVisitor('berta')
  ;({ laboratory, page: berta } = visitor)
})
afterAll(() => visitor?.close())

const button = (name: string) => berta.getByRole('button', { name, exact: true })
const set = (state: RegExp) =>
  berta.getByRole('list', { name: 'Files that the project wrote' }).getByRole('listitem').filter({ hasText: state })
const kept = () => set(/^An earlier run/)
const running = () => set(/^The running version/)
const actions = async (): Promise<string[]> => (await laboratory.api.open.store.audit.page(null, 50)).items.map(({ action }) => action)
/** Presses a button that downloads. @returns where the archive lies, and what it is called */
async function download(name: RegExp): Promise<{ readonly archive: string; readonly called: string }> {
  const [saved] = await Promise.all([berta.waitForEvent('download'), berta.getByRole('button', { name }).click()])
  return { archive: await saved.path(), called: saved.suggestedFilename() }
}
const looks = async (): Promise<(string | null)[]> => {
  const { items } = await laboratory.api.open.store.audit.page(null, 50)
  return items.filter(({ action }) => action === 'instance.files').map(({ detail }) => detail)
}

describe('files that the project wrote', () => {
  it('are looked at only when they are asked for', async () => {
    await berta.goto(`${laboratory.url}/instances/otree1`)
    await button('Show the files').waitFor()
    await berta.getByText('oTree 6.0.15 can be had').waitFor()
    expect(await looks()).toEqual([])
    await button('Show the files').click()
    await kept()
      .getByText(/^2 files, /)
      .waitFor()
    expect(await looks()).toEqual(['list'])
  })

  it('are listed with size and time', async () => {
    await kept().getByText('List of the files', { exact: true }).click()
    await kept()
      .getByRole('row', { name: /recordings.participant-3\.webm/ })
      .getByText('40 kB')
      .waitFor()
    await kept()
      .getByRole('row', { name: /counter\.txt/ })
      .waitFor()
  })

  it('are downloaded as an archive, and no address has a token in it', async () => {
    const addresses: string[] = []
    berta.on('request', (request) => addresses.push(request.url()))
    const { archive, called } = await download(/^Download: An earlier/)
    expect(called).toBe(`otree1-files-${sampleRun}.tar`)
    const counter = await runCommand('tar', ['-xOf', archive, '--wildcards', '*/counter.txt'])
    expect(counter).toBe('17\n')
    expect((await readFile(archive)).length).toBeGreaterThan(40_000)
    expect(await looks()).toContain(`download ${sampleRun}`)
    expect(addresses.filter((address) => address.includes('/files/archive'))).toEqual([
      `${laboratory.url}/api/v1/instances/otree1/files/archive?of=${sampleRun}`,
    ])
  })

  it('are listed and downloaded also while the version that writes them runs', async () => {
    await running()
      .getByText(/^1 file, /)
      .waitFor()
    await running().getByText('List of the files', { exact: true }).click()
    await running()
      .getByRole('row', { name: /exports.payments\.csv/ })
      .waitFor()
    expect(await running().getByRole('row').count()).toBe(2) // with the titles
    const { archive, called } = await download(/^Download: The running version/)
    expect(called).toBe(`otree1-files-${sampleRunning}.tar`)
    expect(await runCommand('tar', ['-tf', archive])).toBe(`${sampleRunning}/exports/payments.csv\n`)
    expect(await runCommand('tar', ['-xOf', archive])).toBe('participant,euro\n1,12.50\n2,9.00\n')
  })

  it('are removed after a question that names them, and has them downloaded first', async () => {
    expect(
      await running()
        .getByRole('button', { name: /^Remove/ })
        .count(),
    ).toBe(0)
    await kept()
      .getByRole('button', { name: /^Remove/ })
      .click()
    const dialog = berta.getByRole('dialog', { name: 'Remove files of otree1 for good?' })
    await dialog.getByText('recordings/participant-3.webm').waitFor()
    await dialog.getByText('counter.txt').waitFor()
    const { archive } = await download(/^Download them first/)
    expect(await runCommand('tar', ['-xOf', archive, '--wildcards', '*/counter.txt'])).toBe('17\n')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    expect(await actions()).not.toContain('instance.remove-files')
    await kept()
      .getByRole('button', { name: /^Remove/ })
      .click()
    await dialog.getByRole('button', { name: 'Remove them for good', exact: true }).click()
    await berta.getByText(/^The files that were kept on .* are removed for good\.$/).waitFor()
    expect([await kept().count(), await running().count()]).toEqual([0, 1])
    expect(await actions()).toContain('instance.remove-files')
    await button('Look again').click()
    await running().waitFor()
    expect(await kept().count()).toBe(0)
  })

  it('are none, or not yet', async () => {
    await berta.goto(`${laboratory.url}/instances/pilot`)
    await berta.getByText('Set the versions of oTree and Python').waitFor()
    expect(await button('Show the files').count()).toBe(0)
  })
})
