import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { watchingCommandLines } from '../support/command-lines.ts'
import { freePort } from '../support/free-port.ts'
import type { GitClient } from '../support/git-client.ts'
import { type Answer, request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'
import { makeRepository } from '../support/network/git-site.ts'
import { whyNoNamespace } from '../support/network/network-namespace.ts'
import { gitHost, indexHost, openUniversity, packageIndexUrl, type University } from '../support/network/university.ts'
import { type ManagerOptions, makeDataDir, removeDataDir, runManager } from '../support/running-manager.ts'

const hindrance = await whyNoNamespace()
const password = 's3cret/wörd'
let university: University
let laboratory: Laboratory | undefined
let client: GitClient

beforeAll(async () => {
  if (hindrance !== undefined) return
  university = await openUniversity(['portal.example.edu'])
  university.proxy.sites.set('portal.example.edu', (_, response) => response.end('<html><h1>Please sign in to the network</h1></html>'))
  await makeRepository(university.repositories, 'greeting', greetingPackage)
})
afterAll(async () => {
  await laboratory?.close()
  await university?.close()
})

const settings = (changes: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  OTM_HOST: '0.0.0.0',
  OTM_PACKAGE_INDEX_URL: packageIndexUrl,
  OTM_EXTRA_CA_FILE: university.authority.file,
  HTTPS_PROXY: university.proxyUrl,
  ...changes,
})

const withPassword = (word: string): string => university.proxyUrl.replace('//', `//berta:${encodeURIComponent(word)}@`)

/** A package that needs nothing to be built. */
const greetingPackage = {
  'pyproject.toml':
    '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n\n[project]\nname = "greeting"\nversion = "1.0"\n',
  'backend.py': `import os, zipfile

def build_wheel(directory, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(os.path.join(directory, 'greeting-1.0-py3-none-any.whl'), 'w') as wheel:
        wheel.writestr('greeting.py', 'text = "hello from git"')
        wheel.writestr('greeting-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: greeting\\nVersion: 1.0\\n')
        wheel.writestr('greeting-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
        wheel.writestr('greeting-1.0.dist-info/RECORD', '')
    return 'greeting-1.0-py3-none-any.whl'
`,
}

/** A project of ours that needs the package from git, and does not run without it. */
async function writeProject(directory: string): Promise<void> {
  await cp(resourcePath('test', 'apps', 'rooms'), directory, { recursive: true })
  const [requirements, settingsFile] = [join(directory, 'requirements.txt'), join(directory, 'settings.py')]
  await writeFile(requirements, `otree==6.0.15\npsycopg2>=2.8.4\ngreeting @ git+https://${gitHost}/greeting.git\n`)
  await writeFile(settingsFile, `import greeting\n\nassert greeting.text == 'hello from git'\n${await readFile(settingsFile, 'utf8')}`)
}

describe.skipIf(hindrance !== undefined)(`in a university's network${hindrance === undefined ? '' : ` (skipped: ${hindrance})`}`, () => {
  it('only the proxy can be reached', async () => {
    const routes = (await university.network.routes()).trim().split('\n')
    expect(routes.filter((route) => !/\bdev lo\b|^fe80|^local |^ff00/.test(route))).toHaveLength(1)
    expect(routes.join('\n')).not.toContain('default')
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
    laboratory = await openLaboratory(await options(settings({ HTTPS_PROXY: withPassword(password) })))
    expect(university.proxy.log).toContain(`GET https://${indexHost}/simple/embedded-postgres/`)
    const doctor = await laboratory.manager.otm('doctor')
    expect(doctor.stdout).toContain(
      `Packages can be fetched from ${packageIndexUrl} through the proxy ${university.proxyUrl} with the certificates`,
    )
  })

  it('a project with a requirement from git is deployed, and its page answers a participant', { timeout: 300_000 }, async () => {
    const { manager, scratch, createInstance, clone } = started()
    await writeProject(join(scratch, 'greeting'))
    await createInstance('otree1')
    client = await clone('otree1', join(scratch, 'greeting'))
    await client.git('remote', 'set-url', 'otree1', `ssh://git@${university.network.inside}:${manager.sshPort}/otree1`)
    const { commandLines, result } = await watchingCommandLines(() => client.git('push', 'otree1', 'main'))
    expect(result.stderr).toContain('http://otree1.localhost')
    expect(result.exitCode).toBe(0)
    expect(commandLines.some((line) => line.includes('uv'))).toBe(true)
    for (const word of passwordForms) expect(commandLines.filter((line) => line.includes(word))).toEqual([])
    expect(await follow('/room/online')).toMatchObject({ status: 200, body: expect.stringContaining('<form') })
  })

  it('everything that was fetched is in the log of the proxy', () => {
    const { log } = university.proxy
    for (const name of ['uv', 'embedded-postgres', 'otree', 'psycopg2-binary'])
      expect(log).toContain(`GET https://${indexHost}/simple/${name}/`)
    expect(log).toContain(`GET https://${gitHost}/greeting.git/info/refs?service=git-upload-pack`)
    const hosts = new Set(log.filter((line) => line.startsWith('CONNECT')).map((line) => line.split(' ')[1]))
    expect([...hosts].sort()).toEqual([`${gitHost}:443`, `${indexHost}:443`, 'portal.example.edu:443'])
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
})

const passwordForms = ['s3cret/w', encodeURIComponent(password), Buffer.from(`berta:${password}`).toString('base64')]

/** A participant's way to a page. */
async function follow(path: string, redirects = 5): Promise<Answer> {
  const { httpPort } = started().manager
  const answer = await request(`http://${university.network.inside}:${httpPort}${path}`, {
    headers: { host: `otree1.localhost:${httpPort}` },
  })
  const { location } = answer.headers
  return location === undefined || redirects === 0 ? answer : follow(new URL(location, 'http://otree1.localhost').pathname, redirects - 1)
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
