import { ManagerError } from '../domain/error.ts'
import type { HealthSettings } from '../domain/settings.ts'
import { readSecretFile } from './secret-file.ts'
import { webUrl } from './setting-facts.ts'
import type { HealthSettingKey, ParsedSettings } from './settings-schema.ts'

type ParsedHealth = Pick<ParsedSettings, HealthSettingKey>

/** Takes the settings of who is told of the health out of others. */
export function splitOffHealth<T extends ParsedHealth>(
  parsed: T,
): { readonly health: ParsedHealth; readonly others: Omit<T, HealthSettingKey> } {
  const { healthMail, healthHook, healthHookFile, ...others } = parsed
  return { health: { healthMail, healthHook, healthHookFile }, others }
}

/** @throws ManagerError `setting_invalid`: the web hook is given twice, or the file with its address cannot be used */
export async function readHealthSettings({ healthMail, healthHook, healthHookFile }: ParsedHealth): Promise<HealthSettings> {
  if (healthHook !== null && healthHookFile !== null) {
    throw invalid('Both OTM_HEALTH_HOOK and OTM_HEALTH_HOOK_FILE are set. Remove one of them; the file is the safer place.')
  }
  return { mail: healthMail, hook: healthHookFile === null ? healthHook : await readHookFile(healthHookFile) }
}

async function readHookFile(file: string): Promise<string> {
  const { success, data } = webUrl.safeParse(await readSecretFile('OTM_HEALTH_HOOK_FILE', file, 'the address of the web hook'))
  if (success) return data
  throw invalid(`What OTM_HEALTH_HOOK_FILE (${file}) holds cannot be used. Allowed is an address that begins with http:// or https://.`)
}

const invalid = (message: string): ManagerError => new ManagerError('setting_invalid', message)
