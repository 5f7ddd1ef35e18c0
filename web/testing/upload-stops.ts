import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { resourcePath } from '../../src/lib/resources.ts'
import { drop } from '../../test/support/drop.ts'
import { m } from '../i18n/messages.ts'
import type { Stop } from './stops.ts'

const project = resourcePath('test', 'apps', 'rooms')
const noProject = resourcePath('docs')
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Without end; a real drag would go on in the next page. */
const hold = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([], 'trust-game.zip'))
    window.dispatchEvent(new DragEvent('dragover', { dataTransfer }))
  })

/** An archive as far as a browser can tell, through a connection so slow that one sees it. */
async function sendSlowly(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 40_000 }
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', conditions)
  const buffer = Buffer.concat([Buffer.from([0x1f, 0x8b]), randomBytes(3_000_000)])
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, m.upload.chooseFile).click()])
  await chooser.setFiles({ name: 'trust-game.tar.gz', mimeType: 'application/gzip', buffer })
  await page.waitForFunction(() => Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')) > 0)
}

/** The slowness of a window that is closed meanwhile would stay with the next one. */
const stopSending = (page: Page): Promise<unknown> =>
  page.getByRole('dialog').getByRole('button', { name: m.upload.leave }).or(button(page, m.upload.cancel)).first().dispatchEvent('click')

async function dragWhileSending(page: Page): Promise<void> {
  await sendSlowly(page)
  await hold(page)
}

async function cancel(page: Page): Promise<void> {
  await sendSlowly(page)
  await button(page, m.upload.cancel).click()
}

async function leave(page: Page): Promise<void> {
  await sendSlowly(page)
  await page.getByRole('link', { name: m.instance.back }).click()
  await page.getByRole('dialog').waitFor()
}

async function refuse(page: Page): Promise<void> {
  await drop(page, noProject)
  await page.getByText(m.upload.refusedTitle).waitFor()
}

/** The projects for tests lie side by side in one folder. */
async function offerFolders(page: Page): Promise<void> {
  await drop(page, join(project, '..'))
  await button(page, m.upload.deployFolder('rooms')).waitFor()
}

async function deploy(page: Page): Promise<void> {
  await drop(page, project)
  await page.getByText(m.tasks.done(m.kinds['deploy-instance'].label)).waitFor()
}

/** A project that is dropped, in the conditions that look different. */
export const uploadStops: readonly Stop[] = [
  { name: 'upload-dragged', path: '/instances/pilot', as: 'berta', prepare: hold },
  { name: 'upload-dragged-busy', path: '/instances/pilot', as: 'berta', prepare: dragWhileSending, after: stopSending },
  { name: 'upload-refused', path: '/instances/pilot', as: 'berta', prepare: refuse },
  { name: 'upload-folders', path: '/instances/pilot', as: 'berta', prepare: offerFolders },
  { name: 'upload-sending', path: '/instances/pilot', as: 'berta', prepare: sendSlowly, after: stopSending },
  { name: 'upload-cancelled', path: '/instances/pilot', as: 'berta', prepare: cancel },
  { name: 'upload-leaving', path: '/instances/pilot', as: 'berta', prepare: leave, after: stopSending },
  { name: 'upload-deployed', path: '/instances/auction', as: 'ada', prepare: deploy },
]
