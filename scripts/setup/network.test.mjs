import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { npmEnvironment, readCertificates, readNetworkSettings } from './network.mjs'
import { withoutPassword } from './npm.mjs'
import { probeRegistry } from './probe-registry.mjs'

let directory
const write = (name, content) => {
  writeFileSync(join(directory, name), content)
  return join(directory, name)
}
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'otm-network-'))
})
afterAll(() => rmSync(directory, { recursive: true }))

describe('how the set-up reaches the world', () => {
  it('is read from the environment, then from the settings of the manager', () => {
    write(
      'settings.json',
      JSON.stringify({ HTTPS_PROXY: 'proxy.example.edu:3128', NO_PROXY: '.example.edu', OTM_EXTRA_CA_FILE: '/etc/ca.pem' }),
    )
    expect(readNetworkSettings({}, directory)).toEqual({
      proxy: 'http://proxy.example.edu:3128',
      noProxy: '.example.edu',
      caFile: '/etc/ca.pem',
    })
    const env = { HTTPS_PROXY: '', https_proxy: 'http://other.example.edu', no_proxy: '*', OTM_EXTRA_CA_FILE: '/other.pem' }
    expect(readNetworkSettings(env, directory)).toEqual({ proxy: 'http://other.example.edu', noProxy: '*', caFile: '/other.pem' })
    expect(readNetworkSettings({}, join(directory, 'missing'))).toEqual({})
  })

  it('refuses a proxy that is none without showing it', () => {
    const read = () => readNetworkSettings({ HTTPS_PROXY: 'socks5://berta:s3cret@proxy' }, directory)
    expect(read).toThrow('The value of HTTPS_PROXY cannot be used')
    expect(read).not.toThrow('s3cret')
  })

  it('is handed to npm in the environment, never in arguments', () => {
    const proxy = 'http://berta:s3cret@proxy.example.edu:3128'
    expect(npmEnvironment({ proxy, noProxy: '.example.edu, host:81' }, null, { PATH: '/bin' })).toEqual({
      PATH: '/bin',
      ...{ HTTPS_PROXY: proxy, https_proxy: proxy, HTTP_PROXY: proxy, http_proxy: proxy },
      ...{ NO_PROXY: 'example.edu,host', no_proxy: 'example.edu,host', npm_config_noproxy: 'example.edu,host' },
    })
    expect(npmEnvironment({ proxy, noProxy: '*' }, null, {})).not.toHaveProperty('HTTPS_PROXY')
  })

  it('trusts what npm trusted before, and the extra certificates', () => {
    const [ours, npms, nodes] = rootCertificates.map((pem) => pem.replace(/\n.{8}/, '\nAAAAAAAA'))
    const caFile = write('ours.pem', `-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n${ours}`)
    const { npm_config_cafile } = npmEnvironment({ caFile }, write('npm.pem', npms), { NODE_EXTRA_CA_CERTS: write('node.pem', nodes) })
    const all = readFileSync(npm_config_cafile, 'utf8')
    for (const pem of [ours, npms, nodes, rootCertificates[0]]) expect(all).toContain(pem)
    expect(all).not.toContain('PRIVATE KEY')
  })

  it.each([
    ['-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', 'holds a private key and no certificate'],
    [Buffer.from([0x30, 0x82, 1, 2]), 'openssl x509 -inform der'],
    ['hello', 'holds no certificate'],
  ])('refuses a file of certificates that is none', (content, sentence) => {
    expect(() => readCertificates(write('none.pem', content))).toThrow(sentence)
    expect(() => readCertificates(join(directory, 'missing.pem'))).toThrow('does not exist')
  })

  it('takes the password out of what npm prints', () => {
    expect(withoutPassword('s3cret%2Fword s3cret/word other', 'http://berta:s3cret%2Fword@proxy')).toBe('*** *** other')
  })
})

describe('a look before npm', () => {
  async function probe(status, user = '') {
    const server = createServer()
    server.on('connect', (_, socket) => socket.on('error', () => undefined).end(`HTTP/1.1 ${status} Answer\r\n\r\n`))
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    const proxy = `http://${user}127.0.0.1:${server.address().port}`
    try {
      await probeRegistry({ registry: 'https://registry.example.edu/', proxy })
    } finally {
      server.close()
    }
  }

  it('says that the proxy asks for a password, or does not take it', async () => {
    await expect(probe(407)).rejects.toThrow(/asks for a password.*http:\/\/user:password@127/)
    await expect(probe(407, 'berta:s3cret@')).rejects.toThrow('does not accept the user and the password')
    await expect(probe(403)).rejects.toThrow('does not let this machine reach registry.example.edu (403)')
  })

  it('says that the proxy is not there, and leaves what is not certain to npm', async () => {
    const registry = 'https://registry.example.edu/'
    await expect(probeRegistry({ registry, proxy: 'http://127.0.0.1:9' })).rejects.toThrow(
      'cannot be reached (ECONNREFUSED). Correct HTTPS_PROXY',
    )
    await probeRegistry({ registry: 'https://127.0.0.1:9/' })
    await probeRegistry({ registry: 'http://registry.example.edu/' })
  })
})
