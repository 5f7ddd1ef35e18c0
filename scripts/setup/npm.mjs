import { readFileSync } from 'node:fs'
import { npmEnvironment, readNetworkSettings } from './network.mjs'
import { probeRegistry } from './probe-registry.mjs'
import { ProgramFailed, runNodeQuietly } from './run.mjs'

/** Runs npm, which reaches the world by our settings and its own. @param {{ node: string, npmCli: string }} toolchain @param {string[]} args */
export async function runNpm({ node, npmCli }, args, options = {}) {
  const settings = readNetworkSettings()
  const config = await readNpmConfig({ node, npmCli }, options)
  const env = npmEnvironment(settings, config.cafile)
  if (!config['https-proxy'] && !config.proxy && !settings.noProxy) await probeRegistry(toWay(config, settings, env))
  try {
    return await runNodeQuietly(node, [npmCli, ...args], { ...options, env })
  } catch (error) {
    if (error instanceof ProgramFailed) error.output = withoutPassword(error.output, settings.proxy)
    throw error
  }
}

/** npm's own settings. Without its warnings, such as that it does not know one of somebody's: they would stand among the JSON.
 * @param {{ node: string, npmCli: string }} toolchain */
export const readNpmConfig = async ({ node, npmCli }, options = {}) =>
  JSON.parse(await runNodeQuietly(node, [npmCli, 'config', 'ls', '--json', '--loglevel=error'], options))

function toWay({ registry, cafile }, { proxy, caFile }, { npm_config_cafile: all = cafile }) {
  return { registry, ...(proxy ? { proxy } : {}), ...(caFile ? { caFile } : {}), ...(all ? { ca: readFileSync(all, 'utf8') } : {}) }
}

/** @param {string} text @param {string | undefined} proxy */
export function withoutPassword(text, proxy) {
  const password = proxy ? new URL(proxy).password : ''
  if (password === '') return text
  return text.replaceAll(password, '***').replaceAll(decodeURIComponent(password), '***')
}
