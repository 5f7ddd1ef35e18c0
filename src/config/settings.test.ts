import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nearestName } from './nearest-name.ts'
import { readSettings } from './settings.ts'

let root: string
let dataDir: string
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'otm-settings-')))
  dataDir = root
})
afterEach(() => rm(root, { recursive: true }))

const read = (env: Record<string, string> = {}) => readSettings({ root, env: { OTM_DATA_DIR: dataDir, ...env } })
const writeFileOf = (content: unknown) =>
  writeFile(join(dataDir, 'settings.json'), typeof content === 'string' ? content : JSON.stringify(content))

describe('settings', () => {
  it('have the defaults of the contract', async () => {
    const { runtimeDir: _, ...settings } = await readSettings({ root, env: {} })
    expect(settings).toEqual({
      dataDir: join(root, 'data'),
      httpPort: 8000,
      sshPort: 2222,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:8000',
      addressMode: 'subdomain',
      instanceDomain: 'localhost',
      portRange: { from: 9001, to: 9999 },
      engine: 'process',
      uidBase: 700_000,
      maxPushMib: 200,
      idleSleepMinutes: 0,
      trustedProxies: [],
      auditMonths: 12,
      trashDays: 30,
      extraCaFile: null,
      packageIndexUrl: null,
      pythonMirrorUrl: null,
      httpsProxy: null,
      noProxy: null,
      postgresBinDir: null,
      pythons: [],
      dockerSocket: '/var/run/docker.sock',
      dockerPythonImage: 'python:{version}',
      dockerPostgresImage: 'postgres:18',
      dockerSubnets: '10.210.0.0/16',
      language: 'en',
      mail: null,
      health: { mail: 'super-users', hook: null },
    })
  })

  it('come from the environment before the file, and from the file before the default', async () => {
    await writeFileOf({ OTM_HTTP_PORT: 8080, OTM_SSH_PORT: '2200' })
    expect(await read({ OTM_HTTP_PORT: '8081' })).toMatchObject({ httpPort: 8081, sshPort: 2200, publicUrl: 'http://localhost:8081' })
  })

  it('that are empty count as not set', async () => {
    expect(await read({ OTM_HTTP_PORT: '', OTM_PACKAGE_INDEX_URL: '' })).toMatchObject({ httpPort: 8000, packageIndexUrl: null })
  })

  it('resolve a relative data directory from the checkout', async () => {
    expect((await readSettings({ root, env: { OTM_DATA_DIR: 'elsewhere' } })).dataDir).toBe(join(root, 'elsewhere'))
  })

  it('take lists, ranges, and proxies in either spelling', async () => {
    const settings = await read({
      OTM_PYTHONS: `${root}:/usr`,
      OTM_PORT_RANGE: '9100-9199',
      https_proxy: 'http://proxy.example.org:3128',
      NO_PROXY: 'localhost',
      OTM_TRUSTED_PROXIES: '127.0.0.1, ::1,10.1.0.0/16',
    })
    expect(settings).toMatchObject({
      pythons: [root, '/usr'],
      portRange: { from: 9100, to: 9199 },
      httpsProxy: 'http://proxy.example.org:3128',
      noProxy: 'localhost',
      trustedProxies: ['127.0.0.1', '::1', '10.1.0.0/16'],
    })
  })

  it('take a proxy without a scheme, and the other spelling where one is empty', async () => {
    expect(await read({ HTTPS_PROXY: '', https_proxy: 'berta:p%40ss@proxy.example.org:3128' })).toMatchObject({
      httpsProxy: 'http://berta:p%40ss@proxy.example.org:3128',
    })
  })

  it('drop the slash at the end of the public address', async () => {
    expect(await read({ OTM_PUBLIC_URL: 'https://lab.example.edu/' })).toMatchObject({ publicUrl: 'https://lab.example.edu' })
  })

  it('of the client are ignored', async () => {
    await read({ OTM_URL: 'https://elsewhere.example.org', OTM_TOKEN: 'otm_secret' })
  })
})

describe('what is wrong', () => {
  it.each([
    ['OTM_HTTP_PORT', '80000'],
    ['OTM_HTTP_PORT', '80 80'],
    ['OTM_SSH_PORT', '0'],
    ['OTM_SSH_PORT', '2222.5'],
    ['OTM_HOST', 'two words'],
    ['OTM_LANGUAGE', 'fr'],
    ['OTM_TRUSTED_PROXIES', 'proxy.example.edu'],
    ['OTM_TRUSTED_PROXIES', '127.0.0.1,'],
    ['OTM_TRUSTED_PROXIES', '0.0.0.0/0'],
    ['OTM_PUBLIC_URL', 'lab.example.edu'],
    ['OTM_PUBLIC_URL', 'ftp://lab.example.edu'],
    ['OTM_PUBLIC_URL', 'https://lab.example.edu/otree'],
    ['OTM_PUBLIC_URL', 'https://user:password@lab.example.edu'],
    ['OTM_ADDRESS_MODE', 'ports'],
    ['OTM_INSTANCE_DOMAIN', 'lab.example.edu:8000'],
    ['OTM_PORT_RANGE', '9999-9001'],
    ['OTM_PORT_RANGE', '9001-99999'],
    ['OTM_ENGINE', 'podman'],
    ['OTM_UID_BASE', '0'],
    ['OTM_MAX_PUSH_MIB', '-1'],
    ['OTM_IDLE_SLEEP_MINUTES', 'never'],
    ['OTM_EXTRA_CA_FILE', '/not/there.pem'],
    ['OTM_POSTGRES_BIN_DIR', 'relative'],
    ['OTM_PYTHONS', '/usr::/usr'],
    ['OTM_DOCKER_SOCKET', 'tcp://127.0.0.1:2375'],
    ['OTM_DOCKER_PYTHON_IMAGE', 'python:{minor}-slim'],
    ['OTM_DOCKER_POSTGRES_IMAGE', '--privileged'],
    ['OTM_DOCKER_SUBNETS', '10.210.0.0/29'],
    ['OTM_DOCKER_SUBNETS', '8.8.0.0/16'],
  ])('%s=%s is named with its value and what is allowed', async (name, value) => {
    const error: Error = await read({ [name]: value }).catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'setting_invalid' })
    expect(error.message).toContain(`${name} is "${value}", which cannot be used. Allowed is `)
  })

  it('is told all at once', async () => {
    const error: Error = await read({ OTM_HTTP_PORT: 'x', OTM_ENGINE: 'y' }).catch((thrown) => thrown)
    expect(error.message.split('\n')).toHaveLength(2)
  })

  it('is never shown when it may hold a password', async () => {
    const error: Error = await read({ OTM_PACKAGE_INDEX_URL: 'berta:secret@index' }).catch((thrown) => thrown)
    expect(error.message).toContain('The value of OTM_PACKAGE_INDEX_URL cannot be used')
    expect(error.message).not.toContain('secret')
  })

  it.each(['socks5://berta:secret@proxy:1080', 'http://berta:secret/word@proxy:3128', 'http://berta:secret%@proxy'])(
    'is a proxy that is none, which is not shown either: %s',
    async (proxy) => {
      const error: Error = await read({ HTTPS_PROXY: proxy }).catch((thrown) => thrown)
      expect(error.message).toContain('The value of HTTPS_PROXY cannot be used. Allowed is an HTTP proxy')
      expect(error.message).not.toContain('secret')
    },
  )

  it('is a file of certificates that holds none', async () => {
    const file = join(root, 'text.pem')
    await writeFile(file, '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n')
    const error: Error = await read({ OTM_EXTRA_CA_FILE: file }).catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'setting_invalid' })
    expect(error.message).toContain(`OTM_EXTRA_CA_FILE cannot be used. ${file} holds a private key and no certificate`)
  })

  it.each([
    ['OTM_HTTPPORT', 'OTM_HTTP_PORT'],
    ['OTM_PUBLIC_ADDRESS', 'OTM_PUBLIC_URL'],
    ['OTM_MAX_PUSH_MB', 'OTM_MAX_PUSH_MIB'],
  ])('%s is refused by name, with the one that is meant', async (name, meant) => {
    await expect(read({ [name]: '1' })).rejects.toThrow(`There is no setting ${name}. Did you mean ${meant}?`)
    await writeFileOf({ [name]: 1 })
    await expect(read()).rejects.toThrow(`There is no setting ${name}.`)
  })

  it.each(['no json', '[]', '{ "OTM_HTTP_PORT": { "a": 1 } }', '{ "OTM_HTTP_PORT": null }'])(
    'a file with %s is refused',
    async (content) => {
      await writeFileOf(content)
      await expect(read()).rejects.toThrow('is not as settings are written')
    },
  )

  it('is a data directory named by the file that lies in it', async () => {
    await writeFileOf({ OTM_DATA_DIR: '/srv/otm' })
    await expect(read()).rejects.toThrow('Set it in the environment')
  })

  it('is a path that is too long for sockets', async () => {
    dataDir = join(root, 'x'.repeat(100))
    await expect(read()).rejects.toThrow('bytes too long for the sockets below it')
  })
})

it('nearestName takes the fewest changes', () => {
  expect(nearestName('kitten', ['mitten', 'sitting', 'dog'])).toBe('mitten')
})
