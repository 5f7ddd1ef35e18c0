import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { dataDir } from './data-dir.mjs'
import { inRoot } from './paths.mjs'
import { SetupError } from './steps.mjs'

/** How the world is reached, by the manager's own settings: the environment, then settings.json in the data directory.
 * @returns {{ proxy?: string, noProxy?: string, caFile?: string }} @param {Record<string, string | undefined>} env */
export function readNetworkSettings(env = process.env, directory = dataDir()) {
  const file = readSettingsFile(join(directory, 'settings.json'))
  const proxy = env.HTTPS_PROXY || env.https_proxy || file.HTTPS_PROXY
  return {
    ...(proxy ? { proxy: toProxyAddress(proxy) } : {}),
    ...optional('noProxy', env.NO_PROXY || env.no_proxy || file.NO_PROXY),
    ...optional('caFile', env.OTM_EXTRA_CA_FILE || file.OTM_EXTRA_CA_FILE),
  }
}

const optional = (name, value) => (value ? { [name]: String(value) } : {})

/** What is wrong with the file, the manager says. */
function readSettingsFile(file) {
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) ?? {}) : {}
  } catch {
    return {}
  }
}

function toProxyAddress(text) {
  try {
    const { protocol, hostname, href } = new URL(text.includes('://') ? text : `http://${text}`)
    if (/^https?:$/.test(protocol) && hostname) return href.replace(/\/$/, '')
  } catch {
    // told below, without the password that may be in it
  }
  throw new SetupError(
    'The value of HTTPS_PROXY cannot be used. Write it as http://proxy.example.edu:3128, or http://user:password@proxy.example.edu:3128 with signs such as @ / # percent-encoded.',
  )
}

/** The environment in which npm reaches the world so. What npm's own settings (.npmrc) say of proxies wins; its `cafile` would replace all other
 * certificates, so it is given all of them in one file.
 * @param {{ proxy?: string, noProxy?: string, caFile?: string }} settings @param {string | null | undefined} npmCaFile  npm's own setting */
export function npmEnvironment({ proxy, noProxy, caFile }, npmCaFile, env = process.env) {
  const isDirect = noProxy?.split(/[\s,]+/).includes('*')
  const bare = noProxy
    ?.split(/[\s,]+/)
    .map((entry) => entry.replace(/^\*?\.|:\d+$/g, ''))
    .join(',') // as npm reads it
  return {
    ...env,
    ...(proxy && !isDirect ? { HTTPS_PROXY: proxy, https_proxy: proxy, HTTP_PROXY: proxy, http_proxy: proxy } : {}),
    ...(noProxy ? { NO_PROXY: bare, no_proxy: bare, npm_config_noproxy: bare } : {}),
    ...(caFile ? { npm_config_cafile: writeAllCertificates(caFile, npmCaFile, env) } : {}),
  }
}

function writeAllCertificates(caFile, npmCaFile, env) {
  const others = [npmCaFile, env.NODE_EXTRA_CA_CERTS].filter((file) => file && existsSync(file))
  const all = new Set([...rootCertificates, ...others.flatMap((file) => pemsOf(readFileSync(file))), ...readCertificates(caFile)])
  const file = inRoot('.toolchain/certificates.pem')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${[...all].join('\n')}\n`)
  return file
}

const pemsOf = (content) => content.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []

/** @returns {string[]} the certificates in OTM_EXTRA_CA_FILE @throws SetupError that never quotes the file */
export function readCertificates(file) {
  if (!existsSync(file)) throw new SetupError(`OTM_EXTRA_CA_FILE is ${file}, which does not exist. Correct the path.`)
  const content = readFileSync(file)
  const found = pemsOf(content)
  if (found.length > 0) return found
  if (/PRIVATE KEY-----/.test(content.toString('latin1')))
    throw new SetupError(`OTM_EXTRA_CA_FILE (${file}) holds a private key and no certificate. Name the CA's certificate instead.`)
  const isDer = content[0] === 0x30
  throw new SetupError(
    isDer
      ? `OTM_EXTRA_CA_FILE (${file}) is in binary form (DER). Convert it: openssl x509 -inform der -in ${file} -out ca.pem`
      : `OTM_EXTRA_CA_FILE (${file}) holds no certificate. A CA's certificate is a text that begins with -----BEGIN CERTIFICATE-----.`,
  )
}
