import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { CDPSession, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runGit } from '../src/git/git-command.ts'
import { toRepositoryDirectory } from '../src/git/repository-directory.ts'
import { runCommand } from '../src/lib/run-command.ts'
import { drag, drop } from '../test/support/drop.ts'
import type { SampleLaboratory } from './testing/sample-laboratory.ts'
import { openVisitor, type Visitor } from './testing/visitor.ts'

// Real folders and files are dropped on the real page; what arrives in the instance's repository is looked at.

let visitor: Visitor
let laboratory: SampleLaboratory
let berta: Page
let disk: string
let gate: Promise<void> = Promise.resolve()

beforeAll(async () => {
  visitor = await openVisitor('berta', { during: () => gate, isProjectBroken: () => false, maxPushMib: 8 })
  ;({ laboratory, page: berta } = visitor)
  disk = await mkdtemp(join(tmpdir(), 'otm-drop-'))
})
afterAll(async () => {
  await visitor?.close()
  if (disk) await rm(disk, { recursive: true, force: true })
})

const button = (name: string) => berta.getByRole('button', { name, exact: true })
const panel = (name: string) => berta.getByRole('region', { name, exact: true })
const settings = 'SESSION_CONFIGS = []\n'

/** Writes files below the scratch directory. @returns the path of the first part of the first one */
async function write(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(disk, path)), { recursive: true })
    await writeFile(join(disk, path), content)
  }
  return join(disk, Object.keys(files)[0]?.split('/')[0] ?? '')
}

/** The files of the version that the instance has now. */
async function filesOf(name: string): Promise<string[]> {
  const { id } = await laboratory.api.open.store.instances.get(name as never)
  const [newest] = await laboratory.api.open.store.deployments.list(id)
  const names = await runGit(toRepositoryDirectory(laboratory.api.dataDir, id), ['ls-tree', '-rz', '--name-only', newest?.commit ?? ''])
  return names.split('\0').filter(Boolean)
}

const open = async (name: string, search = ''): Promise<void> => {
  await berta.goto(`${laboratory.url}/instances/${name}${search}`)
  await berta.getByRole('tab', { name: 'Code' }).waitFor()
}

describe('an instance without code', () => {
  it('says what to do next, and while a folder is held over the page what will happen', async () => {
    await open('pilot')
    await berta.getByText('Next: drop the folder of your oTree project anywhere on this page.').waitFor()
    const folder = await write({ 'trust/settings.py': settings })
    const held = await drag(berta, folder)
    await berta.getByText('Drop to deploy to pilot').waitFor()
    await held.leave()
    await berta.getByText('Drop to deploy to pilot').waitFor({ state: 'detached' })
  })

  it('gets the folder that is dropped, without what does not belong to it, and shows the way to its address', async () => {
    const folder = await write({
      'trust/settings.py': settings,
      'trust/trust/__init__.py': 'doc = "π"\n',
      [`trust/_static/${'a long name '.repeat(12)}/Größe 囚.txt`]: 'x',
      'trust/trust/__pycache__/a.pyc': '',
      'trust/.git/config': '',
      'trust/my env/pyvenv.cfg': '',
      'trust/my env/lib/large.py': randomBytes(9_000_000),
    })
    await drop(berta, folder)
    await panel('Deployment').getByText('Deployment: done').waitFor()
    const files = ['settings.py', 'trust/__init__.py', `_static/${'a long name '.repeat(12)}/Größe 囚.txt`]
    expect((await filesOf('pilot')).sort()).toEqual(files.sort())
    const { href } = await panel('Deployment')
      .getByRole('link', { name: 'http://pilot.localhost' })
      .evaluate((link) => ({ href: link.getAttribute('href') }))
    expect(href).toMatch(/^http:\/\/pilot\.localhost/)
    await panel('Deployment').getByRole('button', { name: 'Open oTree' }).waitFor()
    await panel('Deployment').getByRole('link', { name: 'Look up the password' }).click()
    await button('Show the password').waitFor()
  })

  it('shows the steps and the log of the build while it goes on', async () => {
    const { promise, resolve: goOn } = Promise.withResolvers<void>()
    gate = promise
    await open('pilot')
    await drop(berta, await write({ 'trust/settings.py': `${settings}# 2\n` }))
    await panel('Deployment').getByText('Take the code', { exact: true }).waitFor()
    await panel('Deployment').getByRole('region', { name: 'Log' }).getByText('Take the code …').waitFor()
    const held = await drag(berta, join(disk, 'trust'))
    await berta.getByText('Something is being done to this instance: Deployment, begun by you.').first().waitFor()
    await held.drop()
    await panel('Upload').getByText('This cannot be deployed').waitFor()
    goOn()
    await panel('Deployment').getByText('Deployment: done').waitFor()
    await button('Hide').first().click()
  })
})

describe('what can be given', () => {
  it('is the content of a folder', async () => {
    await open('auction')
    const folder = await write({ 'content/settings.py': settings, 'content/app/__init__.py': 'a = 1\n' })
    await drop(berta, join(folder, 'settings.py'), join(folder, 'app'))
    await panel('Deployment').getByText('Deployment: done').waitFor()
    expect(await filesOf('auction')).toEqual(['app/__init__.py', 'settings.py'])
  })

  it('is an archive, by the button and the keyboard', async () => {
    await open('auction')
    const folder = await write({ 'packed/settings.py': settings, 'packed/shop/__init__.py': 'b = 2\n' })
    await runCommand('tar', ['-czf', join(disk, 'packed.tar.gz'), '-C', folder, '.'])
    const [chooser] = await Promise.all([berta.waitForEvent('filechooser'), button('Choose a file').press('Enter')])
    await chooser.setFiles(join(disk, 'packed.tar.gz'))
    await panel('Deployment').getByText('Deployment: done').waitFor()
    expect(await filesOf('auction')).toEqual(['settings.py', 'shop/__init__.py'])
  })

  it.each([
    ['a .zip', 'zipped.zip', ['python3', '-m', 'zipfile', '-c']],
    // As `otree zip` makes it.
    ['an .otreezip', 'zipped.otreezip', ['tar', '-C', '', '-czf']],
  ])('is %s with a folder around everything', async (_name, file, [program = '', ...args]) => {
    await open('auction')
    const folder = await write({ 'zipped/settings.py': settings, [`zipped/${file.slice(7)}/__init__.py`]: 'z = 1\n' })
    const packed = args.map((arg) => (arg === '' ? disk : arg))
    await runCommand(program, [...packed, join(disk, file), program === 'tar' ? 'zipped' : folder])
    await rm(folder, { recursive: true })
    await drop(berta, join(disk, file))
    await panel('Deployment').getByText('Deployment: done').waitFor()
    expect(await filesOf('auction')).toEqual([`${file.slice(7)}/__init__.py`, 'settings.py'].sort())
  })

  it('is a folder, by the button', async () => {
    await open('auction')
    const folder = await write({ 'chosen/settings.py': settings, 'chosen/c.py': '', 'chosen/venv/pyvenv.cfg': '' })
    const [chooser] = await Promise.all([berta.waitForEvent('filechooser'), button('Choose a folder').click()])
    await chooser.setFiles(folder)
    await panel('Deployment').getByText('Deployment: done').waitFor()
    expect(await filesOf('auction')).toEqual(['c.py', 'settings.py'])
  })

  it('may be dropped on every section of the page', async () => {
    await open('auction', '?tab=history')
    await drop(berta, await write({ 'elsewhere/settings.py': settings, 'elsewhere/d.py': '' }))
    await panel('Deployment').getByText('Deployment: done').waitFor()
    expect(await filesOf('auction')).toEqual(['d.py', 'settings.py'])
  })
})

describe('what cannot be deployed', () => {
  const faults: Readonly<Record<string, { files: Record<string, string | Buffer>; dropped?: string[]; says: string }>> = {
    'a folder without settings.py': { files: { 'thesis/chapter.txt': 'x' }, says: 'There is no settings.py in “thesis”.' },
    'a folder above the project': {
      files: { 'above/notes.txt': '', 'above/shop/settings.py': settings },
      says: 'There is no settings.py in “above” itself, but in its folder “shop”. Deploy that folder?',
    },
    'a folder of several projects': {
      files: { 'both/a/settings.py': settings, 'both/b/settings.py': settings },
      says: '“both” holds 2 projects: “a”, “b”. Which one shall be deployed?',
    },
    'a folder around an archive': { files: { 'around/shop.zip': 'PK' }, says: 'but the file “shop.zip”. Give that file instead.' },
    'a folder of caches alone': { files: { 'caches/__pycache__/a.pyc': '' }, says: '“caches” holds no files that could be deployed.' },
    'a folder that is too large': {
      files: { 'large/settings.py': settings, 'large/video.mp4': randomBytes(9_000_000) },
      says: 'These files are 9 MB together; at most 8 MB can be sent. The largest is “video.mp4” (9 MB).',
    },
    'a document': { files: { 'paper.docx': 'PK' }, says: '“paper.docx” is not an oTree project.' },
    'another kind of archive': { files: { 'shop.rar': 'Rar!' }, says: '“shop.rar” is a kind of archive that cannot be unpacked here.' },
    'one file of a project': { files: { 'models.py': '' }, says: '“models.py” is a single file. Give the whole folder' },
    'an archive that is none': { files: { 'broken.zip': '<html>Not found' }, says: '“broken.zip” is not what its name says' },
    'an empty archive': { files: { 'empty.zip': '' }, says: '“empty.zip” is empty.' },
    'two archives at once': {
      files: { 'one.zip': 'PK', 'two.zip': 'PK' },
      dropped: ['one.zip', 'two.zip'],
      says: 'You gave 2 things at once.',
    },
  }

  it.each(Object.entries(faults))('is %s, and nothing is sent', async (_name, { files, dropped, says }) => {
    if (!berta.url().endsWith('/instances/auction')) await open('auction')
    let sent = 0
    const count = (request: Request): void => {
      if (request.method() === 'POST') sent++
    }
    berta.on('request', count)
    const first = await write(files)
    await drop(berta, ...(dropped?.map((path) => join(disk, path)) ?? [first]))
    await panel('Upload').getByRole('alert').getByText(says).waitFor()
    berta.off('request', count)
    expect(sent).toBe(0)
  })

  it('is what the server finds wrong, in its own words', async () => {
    await drop(berta, await write({ 'cut.tar.gz': Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]) }))
    await panel('Upload').getByText('“cut.tar.gz” was not deployed').waitFor()
    await panel('Upload').getByText('The upload is no archive that can be read').waitFor()
    await button('Hide').click()
    await panel('Upload').waitFor({ state: 'detached' })
  })
})

describe('a project in a folder of what is given', () => {
  const folderOf = async (name: string) => (await laboratory.api.open.store.instances.get(name as never)).projectFolder

  it('is chosen before anything is sent, by a button for each folder, and remembered', async () => {
    await open('dictator')
    await drop(
      berta,
      await write({ 'course/notes.txt': '', 'course/games/a/settings.py': settings, 'course/games/b/settings.py': settings }),
    )
    await button('Deploy games/a').waitFor()
    await button('Deploy games/b').press('Enter')
    await panel('Deployment').getByText('Deployment: done').waitFor()
    expect(await folderOf('dictator')).toBe('games/b')
    await berta.getByText('Folder of the project: games/b').waitFor()
  })

  it('is not asked for again', async () => {
    await open('dictator')
    await drop(berta, join(disk, 'course'))
    await panel('Deployment').getByText('Deployment: done').waitFor()
    expect(await folderOf('dictator')).toBe('games/b')
  })

  it('is chosen after the server has looked into an archive, whose file is sent again', async () => {
    await open('dictator')
    await write({ 'two/c/settings.py': settings, 'two/d/settings.py': settings })
    await runCommand('tar', ['-czf', join(disk, 'two.tar.gz'), '-C', join(disk, 'two'), 'c', 'd'])
    await drop(berta, join(disk, 'two.tar.gz'))
    await panel('Deployment').getByText('There is no settings.py in the folder "games/b"').first().waitFor()
    await panel('Deployment').getByRole('button', { name: 'Deploy d' }).click()
    await panel('Deployment').getByText('Deployment: done').waitFor()
    expect(await folderOf('dictator')).toBe('d')
  })

  it('is changed beforehand, and what the server says against it stands at the field', async () => {
    await button('Change the folder of the project').click()
    const field = berta.getByLabel('Folder of the project')
    await field.fill('../else')
    await button('Save').click()
    await berta.getByText('"../else" cannot be the folder of a project').waitFor()
    await field.fill('e')
    await field.press('Enter')
    await berta.getByText('Folder of the project: e', { exact: true }).waitFor()
    await berta.getByText('Saved. It takes effect at the next deployment.').waitFor()
    expect(await folderOf('dictator')).toBe('e')
  })

  it('of the code that runs is chosen without sending it again', async () => {
    await open('dictator')
    await button('Deploy the same commit again').click()
    await berta.getByRole('dialog').getByRole('button', { name: 'Deploy', exact: true }).click()
    await panel('Deployment').getByText('There is no settings.py in the folder "e"').first().waitFor()
    await panel('Deployment').getByRole('button', { name: 'Deploy c' }).click()
    await panel('Deployment').getByText('Deployment: done').waitFor()
    expect(await folderOf('dictator')).toBe('c')
  })

  it('of files that this page does not have is pushed again, with its folder', async () => {
    await open('dictator')
    await write({ 'far/x/settings.py': settings, 'far/y z/settings.py': settings })
    await runCommand('tar', ['-czf', join(disk, 'far.tar.gz'), '-C', join(disk, 'far'), 'x', 'y z'])
    const { id } = await laboratory.api.open.store.instances.get('dictator' as never)
    const author = { name: 'Berta Blum', email: 'berta@example.edu' }
    const commit = await laboratory.api.repositories.commitArchive(id, {
      file: join(disk, 'far.tar.gz'),
      author,
      message: 'Pushed',
      folder: null,
    })
    const input = { commit, deploymentId: 'dpushed1' }
    await laboratory.api.operations.start({ kind: 'deploy-instance', instanceId: id, by: 'berta' as never, input })
    await panel('Deployment').getByText('git push -o folder=x dictator main', { exact: true }).waitFor()
    await panel('Deployment').getByText('git push -o folder=FOLDER dictator main', { exact: true }).waitFor()
    expect(await panel('Deployment').getByRole('button', { name: 'Deploy x' }).count()).toBe(0)
  })

  it('is the top again when that is said', async () => {
    await button('Change the folder of the project').click()
    await berta.getByLabel('Folder of the project').fill('')
    await button('Save').click()
    await berta.getByText('Folder of the project: the top').waitFor()
    expect(await folderOf('dictator')).toBeNull()
  })
})

describe('an upload', () => {
  beforeAll(async () => {
    await write({ 'slow/settings.py': settings, 'slow/data.bin': randomBytes(6_000_000) })
    await open('auction')
  })
  const throttle = async (bytesPerSecond: number): Promise<CDPSession> => {
    const session = await berta.context().newCDPSession(berta)
    await session.send('Network.enable')
    const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond }
    await session.send('Network.emulateNetworkConditions', conditions)
    return session
  }
  const begin = async (): Promise<void> => {
    await drop(berta, join(disk, 'slow'))
    await panel('Upload').getByText('Sending “slow”').waitFor()
    await expect
      .poll(async () => Number(await berta.getByRole('progressbar').getAttribute('aria-valuenow')), { timeout: 15_000 })
      .toBeGreaterThan(0)
  }

  it('can be cancelled, and sent after all', async () => {
    const session = await throttle(250_000)
    await begin()
    const held = await drag(berta, join(disk, 'slow'))
    await berta.getByText('“slow” is being sent.').first().waitFor()
    await held.drop()
    await panel('Upload').getByText('“slow” is being sent. Wait until it is done').waitFor()
    await button('Cancel the upload').click()
    await berta.getByText('The upload was cancelled. Nothing was changed.').waitFor()
    expect(await filesOf('auction')).toEqual(['d.py', 'settings.py'])
    await session.detach()
    await button('Try again').click()
    await panel('Deployment').getByText('Deployment: done').waitFor()
    expect(await filesOf('auction')).toEqual(['data.bin', 'settings.py'])
  })

  it('asks before the page is left while it goes on', async () => {
    await open('auction')
    const session = await throttle(250_000)
    await begin()
    await berta.getByRole('link', { name: 'All instances' }).click()
    await berta.getByRole('dialog').getByText('It goes on only as long as this page is open.').waitFor()
    await berta.getByRole('dialog').getByRole('button', { name: 'Stay and go on' }).click()
    await berta.getByRole('tab', { name: 'Rooms' }).click()
    await panel('Upload').getByText('Sending “slow”').waitFor()
    const asked = berta.waitForEvent('dialog')
    const closing = berta.close({ runBeforeUnload: true })
    expect((await asked).type()).toBe('beforeunload')
    await (await asked).dismiss()
    await closing
    await button('Cancel the upload').click()
    await session.detach()
  })

  it('that the network cuts off says that nothing was changed, and keeps the files for another try', async () => {
    await open('auction')
    const session = await throttle(250_000)
    await begin()
    await laboratory.stop()
    await panel('Upload').getByText('The connection was lost before everything was sent. Nothing was changed on the server').waitFor()
    await laboratory.start()
    await session.detach()
    await berta.getByText('The connection to the server was lost').waitFor({ state: 'detached' })
    await button('Try again').click()
    await panel('Deployment').getByText('Deployment: done').waitFor()
  })

  it('of files that change meanwhile says which', async () => {
    await open('auction')
    const session = await throttle(250_000)
    await begin()
    await writeFile(join(disk, 'slow', 'data.bin'), 'short')
    await panel('Upload').getByText('“data.bin” cannot be read any more').waitFor()
    await session.detach()
  })

  it('that comes second says who does what, and works when that is done', async () => {
    await open('auction')
    const { promise, resolve: goOn } = Promise.withResolvers<void>()
    gate = promise
    const { id } = await laboratory.api.open.store.instances.get('auction' as never)
    // As if this page had not heard of it yet, nor asked by itself.
    await berta.routeWebSocket(/live/, () => undefined)
    await open('auction')
    await berta.route('**/api/v1/me', (route) => route.abort())
    await laboratory.api.operations.start({ kind: 'restart-instance', instanceId: id, by: 'ada' as never, input: {} })
    await drop(berta, await write({ 'second/settings.py': settings }))
    await panel('Upload').getByText('Wait until it has ended, or cancel it').waitFor()
    await panel('Upload')
      .getByText(/Restart: under way, by ada/)
      .waitFor()
    goOn()
    await expect.poll(() => laboratory.api.operations.current(id)).toBeNull()
    await berta.unroute('**/api/v1/me')
    await button('Try again').click()
    await panel('Deployment').getByText('Deployment: done').waitFor()
  })

  it('after the sign-in has ended says so, and does not vanish', async () => {
    await open('auction')
    await berta.route('**/deployments', (route) => {
      const request = route.request()
      return request.method() === 'POST'
        ? route.continue({ headers: { ...request.headers(), authorization: 'Bearer old' } })
        : route.continue()
    })
    await drop(berta, join(disk, 'second'))
    await panel('Upload').getByText('Your sign-in has ended, so nothing was deployed.').waitFor()
    await berta.unroute('**/deployments')
    await button('Load the page again').click()
    await berta.getByText('Drop the folder of your oTree project here').waitFor()
  })
})
