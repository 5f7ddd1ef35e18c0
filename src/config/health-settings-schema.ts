import { z } from 'zod'
import { toMailAddress } from '../domain/mail-address.ts'
import type { HealthSettings } from '../domain/settings.ts'
import { existing, type SettingFacts, webUrl } from './setting-facts.ts'

const receivers = z.string().transform((text, context): HealthSettings['mail'] => {
  if (text === 'super-users') return text
  const addresses = text === 'none' ? [] : text.split(',').map(toMailAddress)
  const known = addresses.filter((address) => address !== undefined)
  if (known.length < addresses.length) context.addIssue('One of them is no e-mail address.')
  return known
})

/** The settings of who is told when something is wrong, a part of `settingsSchema`. */
export const healthSettingsShape = {
  healthMail: receivers.default('super-users').meta({
    name: 'OTM_HEALTH_MAIL',
    description:
      'Who is told by mail when something is wrong with the installation, and when it is well again. Without a mail server nobody is.',
    allowed: 'super-users, none, or e-mail addresses separated by commas',
    shownDefault: '`super-users`',
  } satisfies SettingFacts),
  healthHook: webUrl
    .nullable()
    .default(null)
    .meta({
      name: 'OTM_HEALTH_HOOK',
      description:
        'An incoming web hook that is told the same: `{"text": "…"}` is posted to it, which those of Slack, Mattermost and Matrix (hookshot) take. Better kept in a file (`OTM_HEALTH_HOOK_FILE`) than in an environment.',
      allowed: 'an address that begins with http:// or https://',
      shownDefault: 'none',
      secret: true,
    } satisfies SettingFacts),
  healthHookFile: existing
    .nullable()
    .default(null)
    .meta({
      name: 'OTM_HEALTH_HOOK_FILE',
      description: 'A file with the address of that web hook and nothing else, which not everybody on the machine can read.',
      allowed: 'the absolute path of a file that exists',
      shownDefault: 'none',
    } satisfies SettingFacts),
}
