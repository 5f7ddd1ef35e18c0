import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ManagerError } from '../domain/error.ts'
import type { Settings } from '../domain/settings.ts'
import { readCertificates } from '../lib/certificates.ts'
import { resourcePath } from '../lib/resources.ts'
import { toDataLayout } from './data-layout.ts'
import { readHealthSettings, splitOffHealth } from './health-settings.ts'
import { readMailSettings, splitOffMail } from './mail-settings.ts'
import { nearestName } from './nearest-name.ts'
import { toRuntimeDir } from './runtime-dir.ts'
import type { SettingFacts } from './setting-facts.ts'
import { type ParsedSettings, settingFacts, settingsSchema } from './settings-schema.ts'

type Values = Readonly<Record<string, string>>

export interface SettingsSource {
  readonly env?: Readonly<Record<string, string | undefined>>
  /** What a relative data directory is relative to; default: the checkout. */
  readonly root?: string
}

/** Reads all settings: the environment, then `settings.json` in the data directory, then the defaults. Makes nothing.
 * @throws ManagerError `setting_invalid` naming every setting that is wrong, its value, and what is allowed */
export async function readSettings({ env = process.env, root = resourcePath() }: SettingsSource = {}): Promise<Settings> {
  const fromEnvironment = toEnvironmentValues(env)
  const dataDir = resolve(root, fromEnvironment.OTM_DATA_DIR ?? 'data')
  const file = toDataLayout(dataDir).settingsFile
  const values = { ...(await readSettingsFile(file)), ...fromEnvironment }
  refuse([...unknownNames(values, file), ...socketPathFault(dataDir)])
  const parsed = parse(values, file)
  if (parsed.extraCaFile !== null) await refuseCaFile(parsed.extraCaFile)
  const { mail, others: withoutMail } = splitOffMail(parsed)
  const { health, others } = splitOffHealth(withoutMail)
  return {
    ...others,
    mail: await readMailSettings(mail, Object.keys(values)),
    health: await readHealthSettings(health),
    dataDir,
    runtimeDir: toRuntimeDir(dataDir, env),
    publicUrl: others.publicUrl ?? `http://localhost:${others.httpPort}`,
  }
}

/** These belong to the client `otm` or to our own programs, and are none of the manager's settings. */
const othersNames: ReadonlySet<string> = new Set(['OTM_URL', 'OTM_TOKEN', 'OTM_GATEWAY_CONFIG', 'OTM_CI', 'OTM_TEST_RESULTS'])
const knownNames = settingFacts.map(({ name }) => name)

/** Ours, and the proxy's also in lower case; empty ones count as not set. */
function toEnvironmentValues(env: Readonly<Record<string, string | undefined>>): Values {
  const proxies = { HTTPS_PROXY: env.HTTPS_PROXY || env.https_proxy, NO_PROXY: env.NO_PROXY || env.no_proxy }
  const ours = Object.entries({ ...env, ...proxies }).filter(([name]) => name.startsWith('OTM_') || name in proxies)
  return Object.fromEntries(ours.flatMap(([name, value]) => (value && !othersNames.has(name) ? [[name, value]] : [])))
}

async function readSettingsFile(file: string): Promise<Values> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return '{}' // no data directory: the start makes it, or says why not
    throw invalid(`The settings in ${file} cannot be read (${error.code}). Make the file readable for the manager.`)
  })
  const content = parseJson(text)
  const values = Object.entries(content ?? {}).map(([name, value]) => [name, String(value)] as const)
  if (!content || Object.values(content).some((value) => !['string', 'number'].includes(typeof value))) {
    throw invalid(`${file} is not as settings are written. Write names and values, e.g. { "OTM_HTTP_PORT": 8080 }.`)
  }
  if ('OTM_DATA_DIR' in content)
    throw invalid(`OTM_DATA_DIR stands in ${file}, which lies in the data directory itself. Set it in the environment.`)
  return Object.fromEntries(values)
}

function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(text)
    return typeof content === 'object' && content !== null && !Array.isArray(content) ? { ...content } : undefined
  } catch {
    return undefined // the caller says what is wrong with the file
  }
}

function unknownNames(values: Values, file: string): readonly string[] {
  const unknown = Object.keys(values).filter((name) => !knownNames.includes(name))
  return unknown.map(
    (name) => `There is no setting ${name}. Did you mean ${nearestName(name, knownNames)}? Look into the environment and ${file}.`,
  )
}

function parse(values: Values, file: string): ParsedSettings {
  const result = settingsSchema.safeParse(Object.fromEntries(settingFacts.map(({ key, name }) => [key, values[name]])))
  if (result.success) return result.data
  const wrongKeys = new Set(result.error.issues.map(({ path }) => path[0]))
  throw invalid(
    settingFacts
      .filter(({ key }) => wrongKeys.has(key))
      .map((facts) => wrongValue(facts, values[facts.name] ?? '', file))
      .join('\n'),
  )
}

function wrongValue({ name, allowed, secret }: SettingFacts, value: string, file: string): string {
  const shown = secret ? `The value of ${name}` : `${name} is "${value.slice(0, 200)}", which`
  return `${shown} cannot be used. Allowed is ${allowed}. Correct it in the environment or in ${file}.`
}

/** Systems allow Unix sockets names of so many bytes. */
const maxSocketPathBytes = process.platform === 'darwin' ? 103 : 107

function socketPathFault(dataDir: string): readonly string[] {
  const { managerSocket } = toDataLayout(dataDir)
  const tooMuch = Buffer.byteLength(managerSocket) - maxSocketPathBytes
  if (tooMuch <= 0) return []
  return [
    `OTM_DATA_DIR is "${dataDir}", which is ${tooMuch} bytes too long for the sockets below it. Choose a shorter path, e.g. ${join('/srv', 'otm')}.`,
  ]
}

/** One that has expired is no reason to keep experiments from running: the main warns. */
async function refuseCaFile(file: string): Promise<void> {
  await readCertificates(file).catch((error: Error) => {
    throw invalid(`OTM_EXTRA_CA_FILE cannot be used. ${error.message}`)
  })
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw invalid(faults.join('\n'))
}

const invalid = (message: string): ManagerError => new ManagerError('setting_invalid', message)
