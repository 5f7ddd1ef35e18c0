import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../src/lib/run-command.ts'
import { launchBrowser } from '../test/support/browser.ts'
import { fillLaboratory, sampleRun } from './testing/fill-laboratory.ts'
import { openSampleLaboratory, type SampleLaboratory } from './testing/sample-laboratory.ts'
import { signIn } from './testing/visit.ts'

let laboratory: SampleLaboratory
let browser: Browser
let berta: Page

beforeAll(async () => {
  laboratory = await openSampleLaboratory()
  browser = await launchBrowser()
  await fillLaboratory(laboratory)
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  context.setDefaultTimeout(15_000)
  berta = await signIn(context, laboratory.url, 'berta')
})
afterAll(async () => {
  await browser?.close()
  await laboratory?.close()
})

const button = (name: string) => berta.getByRole('button', { name, exact: true })
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
    await berta.getByText(/^2 files, /).waitFor()
    expect(await looks()).toEqual(['list'])
  })

  it('are listed with size and time', async () => {
    await berta.getByText('List of the files', { exact: true }).click()
    await berta
      .getByRole('row', { name: /recordings.participant-3\.webm/ })
      .getByText('40 kB')
      .waitFor()
    await berta.getByRole('row', { name: /counter\.txt/ }).waitFor()
  })

  it('are downloaded as an archive, and no address has a token in it', async () => {
    const addresses: string[] = []
    berta.on('request', (request) => addresses.push(request.url()))
    const [download] = await Promise.all([berta.waitForEvent('download'), berta.getByRole('button', { name: /^Download: By an/ }).click()])
    expect(download.suggestedFilename()).toBe(`otree1-files-${sampleRun}.tar`)
    const archive = await download.path()
    const counter = await runCommand('tar', ['-xOf', archive, '--wildcards', '*/counter.txt'])
    expect(counter).toBe('17\n')
    expect((await readFile(archive)).length).toBeGreaterThan(40_000)
    expect(await looks()).toContain(`download ${sampleRun}`)
    expect(addresses.filter((address) => address.includes('/files/archive'))).toEqual([
      `${laboratory.url}/api/v1/instances/otree1/files/archive?of=${sampleRun}`,
    ])
  })

  it('are none, or not yet', async () => {
    await berta.goto(`${laboratory.url}/instances/pilot`)
    await berta.getByText('Set the versions of oTree and Python').waitFor()
    expect(await button('Show the files').count()).toBe(0)
  })
})
